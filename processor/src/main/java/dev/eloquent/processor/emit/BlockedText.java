package dev.eloquent.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Text of any length in a class: blocks below the limit of a constant, each in a nested class, so
 * that loading the outer one costs the same however many there are.
 */
final class BlockedText {
  /** Characters, each at most three bytes in a constant, which holds 65,535. */
  private static final int BLOCK = 20_000;

  private BlockedText() {}

  /**
   * Adds the nested classes, and the method {@code block(int)} that the catalogues' superclasses
   * ask for.
   *
   * @param items what a block must not cut, each without its closing line feed
   */
  static void add(TypeSpec.Builder type, List<String> items) {
    List<String> blocks = blocks(items);
    CodeBlock.Builder body = CodeBlock.builder().beginControlFlow("return switch (index)");
    for (int i = 0; i < blocks.size(); i++) {
      String name = "Block" + i;
      body.addStatement("case $L -> $L.text()", i, name);
      type.addType(
          TypeSpec.classBuilder(name)
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .addMethod(
                  MethodSpec.methodBuilder("text")
                      .addModifiers(Modifier.STATIC)
                      .returns(String.class)
                      .addStatement("return $L", expression(blocks.get(i)))
                      .build())
              .build());
    }
    body.addStatement("default -> null").unindent().add("};\n");
    type.addMethod(
        MethodSpec.methodBuilder("block")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(String.class)
            .addParameter(int.class, "index")
            .addCode(body.build())
            .build());
  }

  /** One constant, or several joined at run time if a single item is longer than a block. */
  private static String expression(String block) {
    if (block.length() <= BLOCK) {
      return JavaLiterals.string(block);
    }
    StringBuilder code = new StringBuilder("String.join(\"\"");
    for (int start = 0; start < block.length(); start += BLOCK) {
      int end = Math.min(block.length(), start + BLOCK);
      code.append(",\n").append(JavaLiterals.string(block.substring(start, end)));
    }
    return code.append(')').toString();
  }

  private static List<String> blocks(List<String> items) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String item : items) {
      if (!block.isEmpty() && block.length() + item.length() + 1 > BLOCK) {
        blocks.add(block.toString());
        block.setLength(0);
      }
      block.append(item).append('\n');
    }
    if (!block.isEmpty()) {
      blocks.add(block.toString());
    }
    return blocks;
  }
}
