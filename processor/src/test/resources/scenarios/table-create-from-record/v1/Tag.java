package shop;

import dev.eloquent.annotation.*;

@Model
public record Tag(@Id long id, @Column(length = 40, nullable = false, unique = true) String label) {}
