package dev.eloquent.processor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingRulesTest {
  @ParameterizedTest
  @CsvSource({
    "User, users",
    "OrderLine, order_lines",
    "HTTPServer, http_servers",
    "Category, categories",
    "Day, days",
    "Key, keys",
    "Boy, boys",
    "Guy, guys",
    "Soliloquy, soliloquies",
    "Company, companies",
    "Box, boxes",
    "Tax, taxes",
    "Quiz, quizzes",
    "Waltz, waltzes",
    "Branch, branches",
    "Dish, dishes",
    "Epoch, epochs",
    "Address, addresses",
    "Class, classes",
    "Process, processes",
    "Status, statuses",
    "Bonus, bonuses",
    "Bus, buses",
    "Virus, viruses",
    "Analysis, analyses",
    "Basis, bases",
    "Diagnosis, diagnoses",
    "Iris, irises",
    "Alias, aliases",
    "Canvas, canvases",
    "Lens, lenses",
    "Gas, gases",
    "Settings, settings",
    "Statistics, statistics",
    "Person, people",
    "SalesPerson, sales_people",
    "People, people",
    "Child, children",
    "Children, children",
    "Man, men",
    "Woman, women",
    "Human, humans",
    "Mouse, mice",
    "Goose, geese",
    "Tooth, teeth",
    "Foot, feet",
    "Leaf, leaves",
    "Shelf, shelves",
    "Wolf, wolves",
    "Knife, knives",
    "Life, lives",
    "Roof, roofs",
    "Chief, chiefs",
    "Safe, safes",
    "Hero, heroes",
    "Potato, potatoes",
    "Tomato, tomatoes",
    "Photo, photos",
    "Video, videos",
    "Criterion, criteria",
    "Phenomenon, phenomena",
    "Matrix, matrices",
    "Vertex, vertices",
    "Index, indexes",
    "Medium, media",
    "Media, media",
    "Sheep, sheep",
    "Fish, fish",
    "Series, series",
    "Species, species",
    "Equipment, equipment",
    "News, news",
    "Data, data",
    "UserMetadata, user_metadata",
    "Money, money",
    "Address1, address1s",
    "OAuth2Token, o_auth2_tokens",
    "Straße, straßes",
    "Y, ys"
  })
  void aTableIsTheSnakeCasePluralOfItsClass(String className, String table) {
    assertThat(NamingRules.table(className)).isEqualTo(table);
  }

  @ParameterizedTest
  @CsvSource({
    "name, name",
    "firstName, first_name",
    "userID, user_id",
    "userId, user_id",
    "URL, url",
    "urlOfHTTPServer, url_of_http_server",
    "address1, address1",
    "line2Text, line2_text",
    "x1Y2, x1_y2",
    "iPhone, i_phone",
    "aB, a_b",
    "MAX_SIZE, max_size",
    "user_name, user_name",
    "User_Name, user_name",
    "_hidden, _hidden",
    "total$, total$",
    "größeInCm, größe_in_cm",
    "a, a"
  })
  void aColumnIsTheFieldInSnakeCase(String field, String column) {
    assertThat(NamingRules.column(field)).isEqualTo(column);
    assertThat(NamingRules.reference(field)).isEqualTo(column + "_id");
  }

  @Test
  void namesDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(NamingRules.table("ITEM")).isEqualTo("items");
      assertThat(NamingRules.column("lineITEM")).isEqualTo("line_item");
    } finally {
      Locale.setDefault(before);
    }
  }
}
