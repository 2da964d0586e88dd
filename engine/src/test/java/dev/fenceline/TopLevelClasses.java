package dev.fenceline;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/**
 * Each top-level class with the classes nested in it, as one part of the structure. Classes that
 * only make sense together are one part too: a sealed type with its permitted members.
 */
final class TopLevelClasses implements SliceAssignment {
  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    if (!type.getPackageName().startsWith("dev.fenceline") || type.getName().contains("[")) {
      return SliceIdentifier.ignore();
    }
    return SliceIdentifier.of(family(topLevel(type.reflect())).getName());
  }

  private static Class<?> topLevel(Class<?> type) {
    Class<?> outer = type;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    return outer;
  }

  /** Returns the sealed top-level type to which a class belongs, or the class itself. */
  private static Class<?> family(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed() && parent.getEnclosingClass() == null) {
        return family(parent);
      }
    }
    Class<?> superclass = type.getSuperclass();
    return superclass != null && superclass.isSealed() ? family(topLevel(superclass)) : type;
  }

  @Override
  public String getDescription() {
    return "top-level classes";
  }
}
