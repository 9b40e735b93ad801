package dev.eloquent.flyway;

import dev.eloquent.format.OutputNames;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Spring Boot 4 lets its Flyway replay the compiled history, where the class path has one; {@code
 * eloquent.flyway.enabled=false} switches it off, {@code eloquent.flyway.catalog} chooses one of
 * several.
 */
@AutoConfiguration
@ConditionalOnClass({Flyway.class, FlywayConfigurationCustomizer.class})
@ConditionalOnResource(resources = "classpath:" + OutputNames.CATALOG_SERVICE)
@ConditionalOnProperty(name = BootCustomizer.ENABLED, matchIfMissing = true)
public class EloquentFlywayAutoConfiguration {
  /** Made by Spring Boot. */
  public EloquentFlywayAutoConfiguration() {}

  @Bean
  FlywayConfigurationCustomizer eloquentFlywayCustomizer(Environment environment) {
    return new BootCustomizer(environment)::customize;
  }
}
