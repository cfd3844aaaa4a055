package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.upgrade.Upgrades;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives the log in pieces, to whoever wants to read only a part of it. */
@Tag(name = "watching")
@RestController
class LinesController {

    private static final int MOST = 5_000;

    private final Upgrades upgrades;

    LinesController(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    /**
     * A piece of the log.
     *
     * @param lines in order; empty behind the last one
     * @param last number of the last line of all; 0 where there is none
     */
    record Lines(List<LineView> lines, long last) {}

    @Operation(
            summary = "Lines of the log behind a number, and the number of the last one of all",
            description = "limit is 1 to 5000; what is missing in the answer follows with ?after= its last sequence.")
    @GetMapping("/api/v1/upgrades/{id}/lines")
    Lines lines(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "1000") int limit)
            throws RefusedException, InvalidFieldsException {
        var problems = new ArrayList<FieldProblem>();
        if (after < 0) {
            problems.add(new FieldProblem("after", "must be the number of a line, or 0"));
        }
        if (limit < 1 || limit > MOST) {
            problems.add(new FieldProblem("limit", "must be 1 to " + MOST));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
        upgrades.get(id);
        return new Lines(
                upgrades.events(id, after, limit).stream().map(LineView::of).toList(), upgrades.lastLine(id));
    }
}
