package dev.eloquent.document;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A way to a server on this machine that is cut once: at the first message that has all the words,
 * before it arrives, or between it and its answer.
 */
final class CutLink implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<String> words;
  private final boolean arrives;
  private final AtomicBoolean cut = new AtomicBoolean();

  CutLink(int target, boolean arrives, String... words) throws IOException {
    this.target = target;
    this.words = List.of(words);
    this.arrives = arrives;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Where to connect to. */
  int port() {
    return door.getLocalPort();
  }

  /** Whether such a message came. */
  boolean wasCut() {
    return cut.get();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cut-link");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Link link =
            new Link(door.accept(), new Socket(InetAddress.getLoopbackAddress(), target), this);
        start(link::ask);
        start(link::answer);
      }
    } catch (IOException e) {
      // It is closed.
      return;
    }
  }

  private boolean isCutBy(byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    return words.stream().allMatch(text::contains) && cut.compareAndSet(false, true);
  }

  /** One connection. */
  private static final class Link {
    private final Socket client;
    private final Socket server;
    private final CutLink cuts;
    private volatile boolean unanswered;

    Link(Socket client, Socket server, CutLink cuts) {
      this.client = client;
      this.server = server;
      this.cuts = cuts;
    }

    void ask() {
      try (client;
          server) {
        DataInputStream in = new DataInputStream(client.getInputStream());
        while (true) {
          byte[] message = read(in);
          if (cuts.isCutBy(message)) {
            if (!cuts.arrives) {
              return;
            }
            unanswered = true;
          }
          write(server.getOutputStream(), message);
        }
      } catch (IOException e) {
        // One of the two has hung up, and so does the other.
        return;
      }
    }

    void answer() {
      try (client;
          server) {
        DataInputStream in = new DataInputStream(server.getInputStream());
        while (true) {
          byte[] message = read(in);
          if (unanswered) {
            return;
          }
          write(client.getOutputStream(), message);
        }
      } catch (IOException e) {
        // One of the two has hung up, and so does the other.
        return;
      }
    }

    /** A message begins with its length, the lowest byte first. */
    private static byte[] read(DataInputStream in) throws IOException {
      int length = Integer.reverseBytes(in.readInt());
      byte[] message = new byte[length];
      for (int i = 0; i < 4; i++) {
        message[i] = (byte) (length >>> (8 * i));
      }
      in.readFully(message, 4, length - 4);
      return message;
    }

    private static void write(OutputStream out, byte[] message) throws IOException {
      out.write(message);
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
