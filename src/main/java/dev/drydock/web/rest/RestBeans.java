package dev.drydock.web.rest;

import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.blueprint.BackupChoice;
import dev.drydock.upgrade.blueprint.BackupChoiceModule;
import dev.drydock.upgrade.blueprint.PathModule;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.nio.file.Path;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JacksonModule;

/** How the interface speaks JSON, and how it describes itself. */
@Configuration(proxyBeanMethods = false)
class RestBeans {

    static {
        SpringDocUtils.getConfig().replaceWithClass(Path.class, String.class);
        SpringDocUtils.getConfig()
                .replaceWithSchema(BackupChoice.class, new MapSchema().additionalProperties(new StringSchema()));
    }

    @Bean
    JacksonModule paths() {
        return new PathModule();
    }

    @Bean
    JacksonModule backups() {
        return BackupChoiceModule.ofRequests();
    }

    @Bean
    OpenAPI description(ConsoleSettings settings) {
        var api = new OpenAPI()
                .info(new Info()
                        .title("Drydock")
                        .version(settings.version())
                        .description("Upgrades a mail server from v0.7.3 to v0.8.0. Errors are problem details (RFC"
                                + " 9457) with a stable code."));
        api.schemaRequirement(
                "token",
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("The content of the file token in the home"));
        api.addSecurityItem(new SecurityRequirement().addList("token"));
        return api;
    }

    /** Bodies that can be sent as they stand here, and what comes back. */
    @Bean
    OpenApiCustomizer examples() {
        return ApiDescription::addExamples;
    }
}
