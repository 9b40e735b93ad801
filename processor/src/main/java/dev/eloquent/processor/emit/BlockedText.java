package dev.eloquent.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Text of any length in a class: blocks below the limit of a constant, all but the first few in a
 * nested class each, so that loading the outer one costs the same however many there are.
 */
final class BlockedText {
  /**
   * Bytes of modified UTF-8, of which a <a
   * href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4.7">constant</a>
   * holds 65,535. Large blocks, because each class file costs a compile, and a command that needs
   * them all, more than its text.
   */
  private static final int BLOCK = 65_000;

  /** Blocks in the class itself. */
  private static final int OWN_BLOCKS = 1;

  private static final int LONGEST_CHAR = 3;

  private BlockedText() {}

  /**
   * Adds the nested classes, and the method {@code block(int)} that the catalogues' superclasses
   * ask for.
   *
   * @param items what a block must not cut, each without its closing line feed
   */
  static void add(TypeSpec.Builder type, List<String> items) {
    List<List<String>> blocks = blocks(items);
    CodeBlock.Builder body = CodeBlock.builder().beginControlFlow("return switch (index)");
    for (int i = 0; i < blocks.size(); i++) {
      if (i < OWN_BLOCKS) {
        body.addStatement("case $L -> $L", i, expression(blocks.get(i)));
        continue;
      }
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

  /** One constant of a literal an item, or several joined at run time if one item is too long. */
  static String expression(List<String> block) {
    StringBuilder code = new StringBuilder();
    if (length(block.get(0)) <= BLOCK) {
      for (String item : block) {
        code.append(code.isEmpty() ? "" : "\n+ ").append(JavaLiterals.line(item + "\n"));
      }
      return code.toString();
    }
    String item = block.get(0) + "\n";
    code.append("String.join(\"\"");
    for (int start = 0; start < item.length(); start += BLOCK / LONGEST_CHAR) {
      int end = Math.min(item.length(), start + BLOCK / LONGEST_CHAR);
      code.append(",\n").append(JavaLiterals.line(item.substring(start, end)));
    }
    return code.append(')').toString();
  }

  /** Items that fit into a block together; one that does not is a block of its own. */
  private static List<List<String>> blocks(List<String> items) {
    List<List<String>> blocks = new ArrayList<>();
    int length = BLOCK;
    for (String item : items) {
      int more = length(item) + 1;
      if (length + more > BLOCK) {
        blocks.add(new ArrayList<>());
        length = 0;
      }
      blocks.get(blocks.size() - 1).add(item);
      length += more;
    }
    return blocks;
  }

  /** How many bytes a constant takes. */
  private static int length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c >= 0x800 ? LONGEST_CHAR : c >= 0x80 || c == 0 ? 2 : 1;
    }
    return length;
  }
}
