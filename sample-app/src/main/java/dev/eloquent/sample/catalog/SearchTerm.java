package dev.eloquent.sample.catalog;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.sample.StoredEntity;

/** What visitors searched for. Only on PostgreSQL, for MySQL has no partial index. */
@Model(connection = "pg")
@Index(
    name = "idx_search_terms_without_result",
    columns = {"term"},
    where = "results = 0")
public class SearchTerm extends StoredEntity {
  /** As it was typed. */
  @Column(length = 200, nullable = false)
  public String term;

  /** How many products were found. */
  public int results;
}
