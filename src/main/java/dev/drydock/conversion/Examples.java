package dev.drydock.conversion;

import java.util.ArrayList;
import java.util.List;

/** Counts things and keeps the first few by name, so that memory does not grow with their number. */
final class Examples {

    private final List<String> named = new ArrayList<>(InspectionReport.Finding.EXAMPLES);
    private long count;

    void add(String example) {
        count++;
        if (named.size() < InspectionReport.Finding.EXAMPLES) {
            named.add(example);
        }
    }

    long count() {
        return count;
    }

    List<String> named() {
        return named;
    }
}
