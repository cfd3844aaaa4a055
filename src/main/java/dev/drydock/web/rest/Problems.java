package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.HostException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.web.security.BodyLimitFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Answers every error of the REST interface with problem details that have a stable code. */
@RestControllerAdvice
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Map<Integer, String> CODES = Map.of(
            400, "bad-request",
            404, "not-found",
            405, "method-not-allowed",
            406, "not-acceptable",
            415, "media-type-unsupported",
            503, "busy");

    /** Anything at all; pages have their own error page. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(Exception thrown, HttpServletRequest request) throws Exception {
        if (!request.getRequestURI().startsWith("/api/")) {
            throw thrown;
        }
        return of(thrown);
    }

    private static ResponseEntity<ProblemDetail> of(Exception thrown) {
        if (thrown instanceof ApiException problem) {
            var answer = body(problem.status(), problem.code(), String.valueOf(problem.getMessage()));
            answer.setProperty("nextStep", problem.nextStep());
            problem.more().forEach(answer::setProperty);
            return send(answer, HttpHeaders.EMPTY);
        }
        if (thrown instanceof RefusedException refusal) {
            var status = refusal.code().startsWith("unknown-") ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT;
            return send(body(status, refusal.code(), String.valueOf(refusal.getMessage())), HttpHeaders.EMPTY);
        }
        if (thrown instanceof InvalidFieldsException invalid) {
            return send(fields(invalid.code(), invalid.problems()), HttpHeaders.EMPTY);
        }
        if (thrown instanceof MethodArgumentTypeMismatchException mismatch) {
            return send(
                    fields(
                            "field-invalid",
                            List.of(new FieldProblem(mismatch.getName(), "has a value that does not fit here"))),
                    HttpHeaders.EMPTY);
        }
        if (thrown instanceof ConfigurationException configuration) {
            return withNextStep(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "configuration-unreadable",
                    String.valueOf(configuration.getMessage()),
                    configuration.nextStep());
        }
        if (thrown instanceof HostException host) {
            return withNextStep(HttpStatus.INTERNAL_SERVER_ERROR, "host", host.problem(), host.nextStep());
        }
        if (thrown instanceof HttpMessageNotReadableException unreadable) {
            return send(unreadable(unreadable), HttpHeaders.EMPTY);
        }
        if (thrown instanceof NoResourceFoundException) {
            return withNextStep(
                    HttpStatus.NOT_FOUND,
                    "not-found",
                    "There is no such address in this interface",
                    "All addresses are at /v3/api-docs");
        }
        if (thrown instanceof ErrorResponse known) {
            return send(known(known), known.getHeaders());
        }
        LOG.error("A request could not be answered", thrown);
        return withNextStep(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "bug",
                "The console could not answer: " + thrown.getClass().getSimpleName(),
                "Nothing of a run has changed by this; its log, on standard error, says more. Please report it");
    }

    private static ProblemDetail known(ErrorResponse known) {
        var status = known.getStatusCode().value();
        var answer = known.getBody();
        answer.setProperty("code", CODES.getOrDefault(status, status < 500 ? "bad-request" : "bug"));
        return answer;
    }

    /** JSON that is none, or that says something this interface does not know. */
    private static ProblemDetail unreadable(HttpMessageNotReadableException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyLimitFilter.TooLongException) {
                return body(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", String.valueOf(cause.getMessage()));
            }
        }
        var cause = thrown.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return fields("field-unknown", List.of(new FieldProblem(path(unknown), "is not a field of this request")));
        }
        if (cause instanceof DatabindException mapping && !mapping.getPath().isEmpty()) {
            return fields(
                    "field-invalid", List.of(new FieldProblem(path(mapping), "has a value that does not fit here")));
        }
        if (cause instanceof JacksonException json && json.getLocation() != null) {
            var place = json.getLocation();
            return body(
                    HttpStatus.BAD_REQUEST,
                    "json-invalid",
                    "The body is no JSON, line " + place.getLineNr() + ", column " + place.getColumnNr());
        }
        return body(HttpStatus.BAD_REQUEST, "body-missing", "The body is missing or cannot be read as JSON");
    }

    private static String path(DatabindException thrown) {
        var path = new StringBuilder();
        for (var part : thrown.getPath()) {
            if (part.getPropertyName() == null) {
                path.append('[').append(part.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(part.getPropertyName());
            }
        }
        return path.toString();
    }

    private static ProblemDetail fields(String code, List<FieldProblem> problems) {
        var first = problems.get(0);
        var answer = body(HttpStatus.UNPROCESSABLE_CONTENT, code, first.field() + " " + first.problem());
        answer.setProperty("problems", problems);
        return answer;
    }

    private static ProblemDetail body(HttpStatus status, String code, @Nullable String detail) {
        var answer = ProblemDetail.forStatusAndDetail(status, detail);
        answer.setTitle(status.getReasonPhrase());
        answer.setProperty("code", code);
        return answer;
    }

    private static ResponseEntity<ProblemDetail> withNextStep(
            HttpStatus status, String code, String detail, String nextStep) {
        var answer = body(status, code, detail);
        answer.setProperty("nextStep", nextStep);
        return send(answer, HttpHeaders.EMPTY);
    }

    /** The type is set by hand: a client that asks for a stream of events gets its problem as JSON too. */
    private static ResponseEntity<ProblemDetail> send(ProblemDetail answer, HttpHeaders headers) {
        return ResponseEntity.status(answer.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer);
    }
}
