package dev.eloquent.sample.seeds;

import dev.eloquent.annotation.Seeds;
import dev.eloquent.sample.catalog.Category;
import dev.eloquent.sample.catalog.Product;
import dev.eloquent.sample.catalog.ProductStatus;
import dev.eloquent.seed.Draw;
import dev.eloquent.seed.Factory;
import java.math.BigDecimal;

/** Makes products that are on sale. */
@Seeds(Product.class)
public final class ProductFactory extends Factory<Product> {
  @Override
  protected Product definition(Draw draw) {
    Product product = new Product();
    product.sku = "SKU-" + draw.tag();
    product.name = draw.pick("Oak", "Steel", "Glass") + " " + draw.pick("chair", "table", "lamp");
    product.price = BigDecimal.valueOf(draw.between(500, 99_900), 2);
    product.status = ProductStatus.ACTIVE;
    product.weightGrams = draw.between(200, 20_000);
    product.featured = draw.chance(10);
    return product;
  }

  /** The product as one that is sold no longer. */
  static Product retired(Product product) {
    product.status = ProductStatus.RETIRED;
    return product;
  }

  /** The product as one of that category. */
  static Product in(Product product, Category category) {
    product.category = category;
    return product;
  }
}
