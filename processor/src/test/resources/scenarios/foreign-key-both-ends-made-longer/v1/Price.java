package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

@Model
@ForeignKey(references = Money.class, columns = "money_code", referencedColumns = "code")
class Price {
  @Id Long id;

  @Column(length = 3)
  String moneyCode;
}
