package dev.eloquent.flyway;

import dev.eloquent.format.OutputNames;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * The same as {@link EloquentFlywayAutoConfiguration} for Spring Boot 3, where the customizer's
 * interface is in another package, which no class compiled against Spring Boot 4 can name.
 */
@AutoConfiguration
@ConditionalOnClass(value = Flyway.class, name = EloquentFlywayBoot3AutoConfiguration.CUSTOMIZER)
@ConditionalOnResource(resources = "classpath:" + OutputNames.CATALOG_SERVICE)
@ConditionalOnProperty(name = BootCustomizer.ENABLED, matchIfMissing = true)
public class EloquentFlywayBoot3AutoConfiguration {
  static final String CUSTOMIZER =
      "org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer";

  /** Made by Spring Boot. */
  public EloquentFlywayBoot3AutoConfiguration() {}

  @Bean
  static FactoryBean<?> eloquentFlywayCustomizer(Environment environment) {
    ClassLoader loader = EloquentFlywayBoot3AutoConfiguration.class.getClassLoader();
    Class<?> type = ClassUtils.resolveClassName(CUSTOMIZER, loader);
    BootCustomizer customizer = new BootCustomizer(environment);
    Object proxy = Proxy.newProxyInstance(loader, new Class<?>[] {type}, new Customize(customizer));
    return new Customizer(type, proxy);
  }

  private record Customizer(Class<?> type, Object proxy) implements FactoryBean<Object> {
    @Override
    public Object getObject() {
      return proxy;
    }

    @Override
    public Class<?> getObjectType() {
      return type;
    }
  }

  /** The interface's only method, and those of Object. */
  private record Customize(BootCustomizer customizer) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws ReflectiveOperationException {
      if (arguments != null && arguments[0] instanceof FluentConfiguration configuration) {
        customizer.customize(configuration);
        return null;
      }
      return switch (method.getName()) {
        case "equals" -> arguments != null && arguments[0] == proxy;
        case "hashCode" -> System.identityHashCode(proxy);
        default -> CUSTOMIZER;
      };
    }
  }
}
