package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import org.junit.jupiter.api.Test;

class MongoFailuresTest {
  private static final ServerId SERVER = new ServerId(new ClusterId(), new ServerAddress());

  /** The thread that renews the lease may notice first, and the driver then closes all. */
  @Test
  void aConnectionThatAnotherThreadLostIsLost() {
    MongoException lost = new MongoConnectionPoolClearedException(SERVER, null);
    assertThat(MongoFailures.isLost(lost)).isTrue();
    assertThat(MongoFailures.of(lost).getSQLState()).isEqualTo("08006");
  }

  /** The driver has waited for a server already. */
  @Test
  void whatTimedOutIsNotTriedAgain() {
    MongoException late = new MongoTimeoutException("no server");
    assertThat(MongoFailures.isLost(late)).isFalse();
    assertThat(MongoFailures.of(late).getSQLState()).isEqualTo("08006");
  }
}
