package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as MySQL 8 writes them, from its manual; {@link RightsTest} has those of MariaDB. */
class MysqlGrantsTest {
  private static MysqlGrants grants(String... lines) {
    return new MysqlGrants("shop", new LinkedHashSet<>(List.of(lines)));
  }

  @Test
  void readsRightsOfAllKinds() {
    MysqlGrants grants =
        grants(
            "GRANT SELECT, CREATE USER ON *.* TO `u1`@`%`",
            "GRANT AUDIT_ADMIN,BACKUP_ADMIN ON *.* TO `u1`@`%` WITH GRANT OPTION",
            "GRANT PROXY ON ``@`` TO `u1`@`%` WITH GRANT OPTION",
            "GRANT `r1`@`%`,`r2`@`%` TO `u1`@`%`",
            "GRANT UPDATE (`a ON b``.c`, `d`) ON `shop`.`t1` TO `u1`@`%`",
            "GRANT ALTER ROUTINE ON PROCEDURE `shop`.`p1` TO `u1`@`%`");
    assertThat(grants.may("SELECT")).isTrue();
    assertThat(grants.may("CREATE")).isFalse();
    assertThat(grants.may("BACKUP_ADMIN")).isTrue();
    assertThat(grants.objects("UPDATE")).containsExactly("t1");
    assertThat(grants.may("UPDATE", "t1")).isTrue();
    assertThat(grants.may("UPDATE", "t2")).isFalse();
    assertThat(grants.objects("ALTER ROUTINE")).containsExactly("p1");
  }

  @Test
  void aPartialRevokeTakesFromWhatHoldsEverywhere() {
    String all = "GRANT SELECT, INSERT, UPDATE ON *.* TO `u1`@`%`";
    String partly = "REVOKE UPDATE ON `shop`.* FROM `u1`@`%`";
    assertThat(grants(all).may("UPDATE")).isTrue();
    assertThat(grants(all, partly).may("UPDATE")).isFalse();
    assertThat(grants(all, partly).may("INSERT")).isTrue();
    assertThat(grants(all, partly.replace("shop", "mail")).may("UPDATE")).isTrue();
  }

  @Test
  void aPatternIsOne() {
    String line = "GRANT ALL PRIVILEGES ON `%s`.* TO `u1`@`%%`";
    for (String pattern : List.of("shop", "%", "sh%", "sho_", "s%p")) {
      assertThat(grants(String.format(line, pattern)).may("DROP")).as(pattern).isTrue();
    }
    for (String pattern : List.of("shop\\_", "shop_", "sho\\_", "Shop", "s.*", "\\%")) {
      assertThat(grants(String.format(line, pattern)).may("DROP")).as(pattern).isFalse();
    }
  }
}
