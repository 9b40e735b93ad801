package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Origins;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Schema;

/**
 * What the models say.
 *
 * @param schema the tables of all models
 * @param intents renames and backfills
 * @param origins where each thing was declared
 */
public record ReadResult(Schema schema, Intents intents, Origins origins) {}
