package io.maestro.testkit.surface;

import io.maestro.config.MaestroConfig;
import io.maestro.core.Maestro;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.process.ProcessCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public types of the packages that the published modules export, but for those that start and
 * halt JVMs.
 */
final class ExportedTypes {
  private ExportedTypes() {}

  static List<Class<?>> all() {
    return Stream.<Class<?>>of(MaestroConfig.class, Maestro.class, MaestroExtension.class)
        .flatMap(landmark -> ofModuleOf(landmark).stream())
        .filter(type -> type.getPackage() != ProcessCluster.class.getPackage())
        .sorted(Comparator.comparing(Class::getName))
        .toList();
  }

  private static List<Class<?>> ofModuleOf(Class<?> landmark) {
    ModuleReference module = ModuleFinder.of(home(landmark)).findAll().iterator().next();
    Set<String> exported =
        module.descriptor().exports().stream()
            .filter(exports -> !exports.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    try (ModuleReader reader = module.open();
        Stream<String> files = reader.list()) {
      return files
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
          .<Class<?>>map(ExportedTypes::load)
          .filter(ExportedTypes::isPublicAllTheWay)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path home(Class<?> landmark) {
    try {
      return Path.of(landmark.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException homeless) {
      throw new IllegalStateException(homeless);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private static boolean isPublicAllTheWay(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublicAllTheWay(outer));
  }
}
