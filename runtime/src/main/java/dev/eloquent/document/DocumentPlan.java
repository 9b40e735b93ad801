package dev.eloquent.document;

import dev.eloquent.registry.JavaType;
import dev.eloquent.registry.ModelAccessor;
import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.registry.ModelException;
import dev.eloquent.registry.ModelProblem;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** How the instances of one model are documents. */
final class DocumentPlan<T> {
  private static final String ID = "_id";

  private final ModelAccessor<T> accessor;
  private final ModelDescriptor model;
  private final List<BsonForm> forms = new ArrayList<>();
  private final int id;

  DocumentPlan(ModelAccessor<T> accessor) {
    this.accessor = accessor;
    model = accessor.model();
    id = accessor.names().indexOf(ID);
    for (int i = 0; i < accessor.types().size(); i++) {
      forms.add(BsonForm.of(accessor.types().get(i), model.columns().get(i).type()));
    }
  }

  ModelAccessor<T> accessor() {
    return accessor;
  }

  String collection() {
    return model.table();
  }

  /** The model and its collection, for messages. */
  String label() {
    return model.modelClass() + " (collection " + model.table() + ")";
  }

  /** The instance with an identifier, which the client makes if it is an ObjectId. */
  T withKey(T row) {
    if (accessor.values(row)[id] != null || !(forms.get(id) instanceof BsonForm.Id form)) {
      return row;
    }
    ObjectId made = new ObjectId();
    return accessor.withKey(row, form.java() == String.class ? made.toHexString() : made);
  }

  BsonDocument document(T row) {
    BsonDocument document = new BsonDocument(ID, key(row));
    @Nullable Object[] values = accessor.values(row);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (i != id && value != null) {
        document.append(accessor.names().get(i), bson(i, value));
      }
    }
    return document;
  }

  BsonDocument filter(T row) {
    return new BsonDocument(ID, key(row));
  }

  private BsonValue key(T row) {
    Object value = accessor.values(row)[id];
    if (value == null) {
      throw new ModelException(
          ModelProblem.KEY, "an instance of " + label() + " has no key: set its @Id field");
    }
    return bson(id, value);
  }

  BsonDocument filter(Object... key) {
    if (key.length != 1) {
      throw new ModelException(
          ModelProblem.KEY, "the key of " + label() + " is _id: give 1 value, not " + key.length);
    }
    return new BsonDocument(ID, bson(id, key[0]));
  }

  /** Sets every field of the model, and takes away those that are null. */
  BsonDocument update(T row) {
    BsonDocument set = new BsonDocument();
    BsonDocument unset = new BsonDocument();
    @Nullable Object[] values = accessor.values(row);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (i == id) {
        // It never changes; set to itself, an update has something to do where there is no more.
        set.append(ID, key(row));
      } else if (value == null) {
        unset.append(accessor.names().get(i), new BsonString(""));
      } else {
        set.append(accessor.names().get(i), bson(i, value));
      }
    }
    BsonDocument update = new BsonDocument("$set", set);
    return unset.isEmpty() ? update : update.append("$unset", unset);
  }

  private BsonValue bson(int field, Object value) {
    try {
      return forms.get(field).toBson(value);
    } catch (ClassCastException | IllegalArgumentException | ArithmeticException e) {
      throw failed(field, "cannot hold this " + value.getClass().getSimpleName(), e);
    }
  }

  T read(BsonDocument document) {
    @Nullable Object[] values = new Object[forms.size()];
    for (int i = 0; i < values.length; i++) {
      BsonValue value = document.get(accessor.names().get(i));
      try {
        values[i] = value == null || value.isNull() ? null : forms.get(i).toJava(value);
      } catch (BsonInvalidOperationException | ClassCastException | IllegalArgumentException e) {
        throw failed(i, "holds what is no " + typeName(i), e);
      }
    }
    try {
      return accessor.create(values);
    } catch (RuntimeException e) {
      throw new ModelException(
          ModelProblem.VALUE, "no instance of " + label() + " can be made of a document: " + e, e);
    }
  }

  private String typeName(int field) {
    return accessor.types().get(field) instanceof JavaType.Single single
        ? single.type().getSimpleName()
        : "value of its type";
  }

  private ModelException failed(int field, String what, RuntimeException e) {
    return new ModelException(
        ModelProblem.VALUE,
        "field "
            + accessor.names().get(field)
            + " of "
            + model.table()
            + " "
            + what
            + ": "
            + e.getMessage(),
        e);
  }
}
