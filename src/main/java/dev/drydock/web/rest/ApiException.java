package dev.drydock.web.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A request that is answered with a problem. */
public final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final String nextStep;
    private final transient Map<String, Object> more = new LinkedHashMap<>();

    ApiException(HttpStatus status, String code, String detail, String nextStep) {
        super(detail);
        this.status = status;
        this.code = code;
        this.nextStep = nextStep;
    }

    /** The same, with one more member of the answer. */
    ApiException with(String name, Object value) {
        more.put(name, value);
        return this;
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String nextStep() {
        return nextStep;
    }

    Map<String, Object> more() {
        return more;
    }
}
