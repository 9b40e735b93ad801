package dev.eloquent.processor.read;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * Finds what the Eclipse compiler does not show of fields.
 *
 * <p>It sorts them by name, and the order of a key's columns is part of the key: a record's is that
 * of its components, and that of a class which is not compiled from source is in its class file.
 * The field of a record may lack annotations that its component has.
 */
public final class EclipseMembers implements Members {
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private final Elements elements;
  private final Filer filer;
  private final Set<String> compiled;

  /**
   * @param compiled the outermost classes that are compiled from source, whose class files are of
   *     an earlier compile
   */
  public EclipseMembers(Elements elements, Filer filer, Set<String> compiled) {
    this.elements = elements;
    this.filer = filer;
    this.compiled = compiled;
  }

  @Override
  public List<? extends Element> of(TypeElement type) {
    Map<String, Integer> places = new HashMap<>();
    names(type).forEach(name -> places.put(name, places.size()));
    List<Element> members = new ArrayList<>(type.getEnclosedElements());
    // A stable sort: whatever has no place stays where it was, before the fields.
    members.sort(Comparator.comparing(m -> places.getOrDefault(m.getSimpleName().toString(), -1)));
    return members;
  }

  @Override
  public List<? extends AnnotationMirror> annotations(VariableElement field) {
    if (field.getEnclosingElement() instanceof TypeElement type
        && !field.getModifiers().contains(Modifier.STATIC)) {
      for (RecordComponentElement component : type.getRecordComponents()) {
        if (component.getSimpleName().equals(field.getSimpleName())) {
          return component.getAnnotationMirrors();
        }
      }
    }
    return field.getAnnotationMirrors();
  }

  /** The names of the fields in order; none if the compiler has the right order. */
  private List<String> names(TypeElement type) {
    if (!compiled.contains(outermost(type))) {
      return fields(type);
    }
    return type.getRecordComponents().stream().map(c -> c.getSimpleName().toString()).toList();
  }

  private static String outermost(TypeElement type) {
    TypeElement outer = type;
    while (outer.getEnclosingElement() instanceof TypeElement next) {
      outer = next;
    }
    return outer.getQualifiedName().toString();
  }

  /** The names of the fields; none if there is no class file to be had. */
  private List<String> fields(TypeElement type) {
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    String name = elements.getBinaryName(type).toString();
    String file = name.substring(packageName.isEmpty() ? 0 : packageName.length() + 1) + ".class";
    for (StandardLocation location :
        List.of(StandardLocation.CLASS_OUTPUT, StandardLocation.CLASS_PATH)) {
      try (DataInputStream in =
          new DataInputStream(
              new BufferedInputStream(
                  filer.getResource(location, packageName, file).openInputStream()))) {
        return fields(in);
      } catch (IOException | IllegalArgumentException e) {
        // Not there, or the compiler does not let processors read that place.
      }
    }
    return List.of();
  }

  /** Reads a class file as far as its fields. */
  private static List<String> fields(DataInputStream in) throws IOException {
    in.skipNBytes(8);
    Map<Integer, String> texts = constants(in);
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    int count = in.readUnsignedShort();
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      in.skipNBytes(2);
      names.add(String.valueOf(texts.get(in.readUnsignedShort())));
      in.skipNBytes(2);
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        in.skipNBytes(2);
        in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
      }
    }
    return names;
  }

  /** Reads the constant pool and gives its texts by index. */
  private static Map<Integer, String> constants(DataInputStream in) throws IOException {
    Map<Integer, String> texts = new HashMap<>();
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case LONG, DOUBLE -> {
          in.skipNBytes(8);
          // Each of them takes two places.
          i++;
        }
        default -> throw new IOException("unknown constant " + tag);
      }
    }
    return texts;
  }
}
