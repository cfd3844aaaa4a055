package dev.drydock.web.rest;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Map;

/** Completes the description of the interface with what its classes do not say: examples, and how refusals look. */
final class ApiDescription {

    private static final String PROBLEM = "application/problem+json";
    private static final String UPGRADE_VIEW = "#/components/schemas/UpgradeView";

    private ApiDescription() {}

    static void addExamples(OpenAPI api) {
        ApiExamples.BODIES.forEach((place, examples) -> {
            var path = api.getPaths().get(place.path());
            var operation = path == null ? null : place.isPut() ? path.getPut() : path.getPost();
            if (operation != null && operation.getRequestBody() != null) {
                operation.getRequestBody().getContent().values().forEach(content -> add(content, examples));
            }
        });
        api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiDescription::addAnswers));
    }

    private static void addAnswers(Operation operation) {
        var responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        responses.values().forEach(response -> {
            if (response.getContent() != null) {
                response.getContent().values().stream()
                        .filter(content -> content.getSchema() != null
                                && UPGRADE_VIEW.equals(content.getSchema().get$ref()))
                        .forEach(content -> add(content, Map.of("running", ApiExamples.ANSWER)));
            }
        });
        ApiExamples.PROBLEMS.forEach((status, problem) -> responses.computeIfAbsent(status, added -> {
            var content = new MediaType();
            add(content, Map.of(String.valueOf(problem.get("code")), problem));
            return new ApiResponse()
                    .description("A problem, see its code")
                    .content(new Content().addMediaType(PROBLEM, content));
        }));
        operation.setResponses(responses);
    }

    private static void add(MediaType content, Map<String, Object> examples) {
        examples.forEach((name, value) -> content.addExamples(name, new Example().value(value)));
    }
}
