package dev.eloquent.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server on this machine on which each answer takes its time, as a server's does that
 * waits for its disk.
 *
 * <p>An answer is what comes at once; that of one command is.
 */
final class SlowLink implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final ServerSocket door;
  private final int target;
  private final Duration delay;

  /** Opens it; {@code target} is the server's port. */
  SlowLink(int target, Duration delay) throws IOException {
    this.target = target;
    this.delay = delay;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Where to connect to. */
  int port() {
    return door.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "slow-link");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        start(() -> pass(client, server, Duration.ZERO));
        start(() -> pass(server, client, delay));
      }
    } catch (IOException e) {
      // It is closed.
      return;
    }
  }

  private static void pass(Socket from, Socket to, Duration delay) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        long until = System.nanoTime() + delay.toNanos();
        while (until - System.nanoTime() > 0) {
          LockSupport.parkNanos(until - System.nanoTime());
        }
        out.write(chunk, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // One of the two has hung up, and so does the other.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
