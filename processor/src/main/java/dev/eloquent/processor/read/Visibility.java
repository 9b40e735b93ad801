package dev.eloquent.processor.read;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;

/** What a class of a package may name that is no subclass of what it names. */
final class Visibility {
  private final Elements elements;

  Visibility(Elements elements) {
    this.elements = elements;
  }

  /** Whether code in the package of a class may use a member. */
  boolean member(Element member, TypeElement from) {
    Set<Modifier> modifiers = member.getModifiers();
    return modifiers.contains(Modifier.PUBLIC)
        || (!modifiers.contains(Modifier.PRIVATE)
            && elements.getPackageOf(member).equals(elements.getPackageOf(from)));
  }

  /** Whether code in the package of a class may write the name of a type. */
  boolean type(TypeMirror type, TypeElement from) {
    if (type instanceof ArrayType array) {
      return type(array.getComponentType(), from);
    }
    if (type instanceof WildcardType wildcard) {
      return (wildcard.getExtendsBound() == null || type(wildcard.getExtendsBound(), from))
          && (wildcard.getSuperBound() == null || type(wildcard.getSuperBound(), from));
    }
    if (!(type instanceof DeclaredType declared)) {
      return true;
    }
    for (Element e = declared.asElement(); e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (!member(e, from)) {
        return false;
      }
    }
    List<? extends TypeMirror> arguments = declared.getTypeArguments();
    return arguments.stream().allMatch(argument -> type(argument, from));
  }
}
