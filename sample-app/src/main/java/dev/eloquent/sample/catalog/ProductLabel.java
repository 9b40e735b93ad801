package dev.eloquent.sample.catalog;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;

/**
 * Which product has which tag: a record with a key of two columns.
 *
 * @param productId the product
 * @param tagId the tag
 * @param position the order in which a product shows its tags
 */
@Model
public record ProductLabel(
    @Id @ForeignKey(references = Product.class, onDelete = ReferentialAction.CASCADE)
        long productId,
    @Id
        @Index(name = "idx_product_labels_label")
        @ForeignKey(
            references = Tag.class,
            name = "fk_product_labels_label",
            onDelete = ReferentialAction.CASCADE)
        long tagId,
    @Column(defaultValue = "0") short position) {}
