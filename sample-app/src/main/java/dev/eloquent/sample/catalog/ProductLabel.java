package dev.eloquent.sample.catalog;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;

/**
 * Which product has which label: a record with a key of two columns.
 *
 * @param productId the product
 * @param labelId the label
 * @param position the order in which a product shows its labels
 */
@Model
public record ProductLabel(
    @Id @ForeignKey(references = Product.class, onDelete = ReferentialAction.CASCADE)
        long productId,
    @Id
        @Column(renamedFrom = "tag_id")
        @Index(name = "idx_product_labels_label")
        @ForeignKey(
            references = Label.class,
            name = "fk_product_labels_label",
            onDelete = ReferentialAction.CASCADE)
        long labelId,
    @Column(defaultValue = "0") short position) {}
