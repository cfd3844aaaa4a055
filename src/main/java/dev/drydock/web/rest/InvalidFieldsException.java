package dev.drydock.web.rest;

import dev.drydock.upgrade.InvalidBackupException;
import java.util.Collection;
import java.util.List;

/** Fields of a request that do not do, all of them at once. */
public final class InvalidFieldsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<FieldProblem> problems;

    InvalidFieldsException(List<FieldProblem> problems) {
        this("field-invalid", problems);
    }

    private InvalidFieldsException(String code, List<FieldProblem> problems) {
        super(String.join(
                "; ",
                problems.stream()
                        .map(problem -> problem.field() + ": " + problem.problem())
                        .toList()));
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    static InvalidFieldsException of(String field, String problem) {
        return new InvalidFieldsException(List.of(new FieldProblem(field, problem)));
    }

    /** Fields that the form of a backup does not have. */
    static InvalidFieldsException unknown(Collection<String> fields) {
        return new InvalidFieldsException(
                "field-unknown",
                fields.stream()
                        .sorted()
                        .map(field -> new FieldProblem(field, "is not a field of this backup"))
                        .toList());
    }

    /** What is wrong with the form of a backup, as part of a request. */
    static InvalidFieldsException of(InvalidBackupException thrown, String prefix) {
        if (!thrown.unknown().isEmpty()) {
            return unknown(
                    thrown.unknown().stream().map(field -> prefix + field).toList());
        }
        return new InvalidFieldsException(thrown.problems().stream()
                .map(problem -> new FieldProblem(prefix + problem.field(), problem.problem()))
                .toList());
    }

    String code() {
        return code;
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
