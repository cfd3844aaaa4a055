package dev.drydock.web.rest;

import java.util.List;

/** Fields of a request that do not do, all of them at once. */
public final class InvalidFieldsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    InvalidFieldsException(List<FieldProblem> problems) {
        super(String.join(
                "; ",
                problems.stream()
                        .map(problem -> problem.field() + ": " + problem.problem())
                        .toList()));
        this.problems = List.copyOf(problems);
    }

    static InvalidFieldsException of(String field, String problem) {
        return new InvalidFieldsException(List.of(new FieldProblem(field, problem)));
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
