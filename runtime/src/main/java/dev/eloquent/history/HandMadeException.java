package dev.eloquent.history;

import dev.eloquent.history.HandMadeObjects.HandMade;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something that was made by hand cannot be kept; the message has its name and its statement. */
public final class HandMadeException extends SQLException {
  private static final long serialVersionUID = 1L;

  HandMadeException(HandMade object, String problem, @Nullable SQLException cause) {
    super(object + problem + "; it was made with: " + object.original(), cause);
  }
}
