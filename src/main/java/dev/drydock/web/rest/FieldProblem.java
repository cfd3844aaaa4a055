package dev.drydock.web.rest;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path, such as {@code installation.config}
 */
public record FieldProblem(String field, String problem) {}
