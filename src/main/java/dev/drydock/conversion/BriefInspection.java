package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.Space;
import dev.drydock.translate.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the names and the settings of a v0.7.3 store alone, where there is no time for all of it: they decide most, and
 * are found without reading one content.
 */
public final class BriefInspection {

    private static final int STEP = 1024;

    private BriefInspection() {}

    /**
     * The findings about names and settings, which are the same as those of an {@link Inspection}.
     *
     * @throws MalformedDataException for a name or a setting that is not of the shape of its family
     */
    public static List<InspectionReport.Finding> of(RecordSource store, Progress progress)
            throws StoreException, MalformedDataException {
        var names = new NameSurvey();
        var settings = new SettingSurvey();
        var done = 0L;
        try (var values = store.scan(Space.VALUES)) {
            while (values.next()) {
                see(values, names, settings);
                if (done++ % STEP == 0) {
                    progress.at("names and settings", done, OptionalLong.empty(), Progress.Unit.RECORDS);
                }
            }
        }
        var findings = new ArrayList<InspectionReport.Finding>();
        findings.addAll(settings.findings());
        findings.addAll(names.findings());
        return findings;
    }

    private static void see(RecordCursor values, NameSurvey names, SettingSurvey settings)
            throws StoreException, MalformedDataException {
        var key = values.key();
        var family = Family.of(Space.VALUES, key);
        if (family == Family.SETTING) {
            settings.see(new SourceRecord.Entry(family, key, values.value()));
        } else if (family == Family.DIRECTORY && DirectoryKey.decode(key) instanceof DirectoryKey.NameToId name) {
            names.name(name, values.value());
        }
    }
}
