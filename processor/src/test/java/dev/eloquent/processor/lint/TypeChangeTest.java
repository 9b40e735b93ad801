package dev.eloquent.processor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.TypeText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeChangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer|integer|SAFE",
        "integer|bigint|SAFE",
        "bigint|integer|NARROWING",
        "integer|decimal(12,2)|SAFE",
        "integer|decimal(11,2)|NARROWING",
        "smallint|real|SAFE",
        "integer|real|LOSSY",
        "integer|double|SAFE",
        "bigint|double|LOSSY",
        "decimal(9,0)|integer|SAFE",
        "decimal(10,0)|integer|NARROWING",
        "decimal(9,2)|integer|LOSSY",
        "decimal(9,2)|decimal(10,3)|SAFE",
        "decimal(9,2)|decimal(9,3)|NARROWING",
        "decimal(9,2)|decimal(9,1)|NARROWING",
        "decimal(9,2)|double|LOSSY",
        "double|real|NARROWING",
        "real|double|SAFE",
        "double|bigint|LOSSY",
        "boolean|tinyint|SAFE",
        "boolean|decimal(9,2)|SAFE",
        "boolean|decimal(2,2)|NARROWING",
        "integer|boolean|LOSSY",
        "varchar(9)|char(9)|SAFE",
        "varchar(9)|char(8)|NARROWING",
        "text|varchar(9000)|NARROWING",
        "char(9)|text|SAFE",
        "integer|varchar(11)|SAFE",
        "integer|varchar(10)|NARROWING",
        "decimal(5,2)|varchar(7)|SAFE",
        "decimal(5,2)|varchar(6)|NARROWING",
        "uuid|char(36)|SAFE",
        "uuid|char(35)|NARROWING",
        "date|varchar(10)|SAFE",
        "timestamptz|varchar(31)|NARROWING",
        "json|text|SAFE",
        "json|varchar(9)|NARROWING",
        "varchar(36)|uuid|CAST",
        "text|json|CAST",
        "blob|text|LOSSY",
        "varbinary(8)|varbinary(9)|SAFE",
        "varbinary(9)|varbinary(8)|NARROWING",
        "varbinary(9)|blob|SAFE",
        "blob|varbinary(9)|NARROWING",
        "uuid|varbinary(16)|CAST",
        "uuid|varbinary(15)|LOSSY",
        "date|timestamp|SAFE",
        "date|timestamptz|CAST",
        "timestamp|timestamptz|CAST",
        "timestamptz|timestamp|CAST",
        "timestamp|time|LOSSY",
        "time|timestamp|LOSSY",
        "uuid|bigint|LOSSY",
        "integer|json|LOSSY",
      })
  void classifies(String from, String to, TypeChange expected) {
    assertThat(TypeChange.of(type(from), type(to))).isEqualTo(expected);
  }

  private static ColumnType type(String text) {
    return TypeText.parse(text).orElseThrow();
  }
}
