package dev.eloquent.document;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A way to a server on this machine that fails once, at a message that has all the words. */
final class CutLink implements AutoCloseable {
  /** What becomes of the message. */
  enum Fault {
    /** It is lost with the connection. */
    LOST,
    /** It arrives, and its answer is lost with the connection. */
    UNANSWERED,
    /** It arrives right before the next one that has the words, its own connection being lost. */
    LATE,
    /** The server does not know the command, whose name is the first word. */
    REFUSED
  }

  private final ServerSocket door;
  private final int target;
  private final List<String> words;
  private final Fault fault;
  private final AtomicInteger left;
  private final AtomicReference<byte[]> late = new AtomicReference<>();
  private volatile String cut = "";

  /** Fails at the first message that has the words. */
  CutLink(int target, Fault fault, String... words) throws IOException {
    this(target, fault, 1, words);
  }

  /** Fails at the n-th message that has the words. */
  CutLink(int target, Fault fault, int n, String... words) throws IOException {
    this.target = target;
    this.words = List.of(words);
    this.fault = fault;
    this.left = new AtomicInteger(n);
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Where to connect to. */
  int port() {
    return door.getLocalPort();
  }

  /** Whether such a message came. */
  boolean wasCut() {
    return !cut.isEmpty();
  }

  /** That message; empty if none came. */
  String cut() {
    return cut;
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

  private static String text(byte[] message) {
    return new String(message, StandardCharsets.ISO_8859_1);
  }

  private boolean hasWords(byte[] message) {
    return words.stream().allMatch(text(message)::contains);
  }

  private boolean isCutBy(byte[] message) {
    boolean now = hasWords(message) && left.decrementAndGet() == 0;
    if (now) {
      cut = text(message);
    }
    return now;
  }

  /** The same message with another command, which there is none of. */
  private byte[] refused(byte[] message) {
    String name = words.get(0);
    return text(message)
        .replaceFirst(name, "x" + name.substring(1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** One connection. */
  private static final class Link {
    private final Socket client;
    private final Socket server;
    private final CutLink cuts;
    private volatile boolean unanswered;
    private volatile boolean skips;

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
          byte[] late = cuts.hasWords(message) ? cuts.late.getAndSet(null) : null;
          if (late != null) {
            skips = true;
            write(server.getOutputStream(), late);
          }
          if (cuts.isCutBy(message)) {
            switch (cuts.fault) {
              case LOST -> {
                return;
              }
              case LATE -> {
                cuts.late.set(message);
                return;
              }
              case UNANSWERED -> unanswered = true;
              case REFUSED -> message = cuts.refused(message);
            }
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
          if (skips) {
            skips = false;
          } else {
            write(client.getOutputStream(), message);
          }
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
