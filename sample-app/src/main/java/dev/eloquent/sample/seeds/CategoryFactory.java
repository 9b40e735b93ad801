package dev.eloquent.sample.seeds;

import dev.eloquent.annotation.Seeds;
import dev.eloquent.sample.catalog.Category;
import dev.eloquent.seed.Draw;
import dev.eloquent.seed.Factory;

/** Makes categories, which are roots. */
@Seeds(Category.class)
public final class CategoryFactory extends Factory<Category> {
  @Override
  protected Category definition(Draw draw) {
    Category category = new Category();
    category.name = draw.pick("Chairs", "Tables", "Lamps", "Shelves") + " " + draw.number();
    category.slug = "category-" + draw.tag();
    category.position = (int) draw.index();
    return category;
  }
}
