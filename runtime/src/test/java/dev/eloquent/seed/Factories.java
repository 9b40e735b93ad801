package dev.eloquent.seed;

import dev.eloquent.seed.MemoryStore.Note;
import dev.eloquent.seed.MemoryStore.Post;
import dev.eloquent.seed.MemoryStore.User;

/** The factories of these tests. */
final class Factories {
  private Factories() {}

  /** Users of different ages. */
  static final class UserFactory extends Factory<User> {
    @Override
    protected User definition(Draw draw) {
      return new User(0, "user" + draw.number(), draw.between(18, 99));
    }

    static User old(User user) {
      return new User(user.id(), user.name(), 100);
    }
  }

  /** Posts of nobody. */
  static final class PostFactory extends Factory<Post> {
    @Override
    protected Post definition(Draw draw) {
      return new Post(0, 0, "post" + draw.index() + draw.pick("a", "b", "c"));
    }

    static Post of(Post post, User user) {
      return new Post(post.id(), user.id(), post.title());
    }
  }

  /** Notes, which change in place. */
  static final class NoteFactory extends Factory<Note> {
    @Override
    protected Note definition(Draw draw) {
      Note note = new Note();
      note.text = "note" + draw.number();
      return note;
    }
  }
}
