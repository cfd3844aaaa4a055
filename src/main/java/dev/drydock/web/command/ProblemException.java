package dev.drydock.web.command;

import tools.jackson.databind.JsonNode;

/** The console has answered with a problem. */
final class ProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient JsonNode problem;

    ProblemException(JsonNode problem) {
        super(problem.path("detail").asString(problem.path("title").asString("The console refused")));
        this.problem = problem;
    }

    String code() {
        return problem.path("code").asString("");
    }

    /** The problem details as they came. */
    JsonNode problem() {
        return problem;
    }

    /** For people: what is wrong, and what to do where that is known. */
    String sentence() {
        var next = problem.path("nextStep").asString("");
        var detail = String.valueOf(getMessage());
        return next.isEmpty() ? detail : (detail.endsWith(".") ? detail : detail + ".") + " " + next;
    }
}
