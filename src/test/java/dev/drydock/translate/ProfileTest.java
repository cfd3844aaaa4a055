package dev.drydock.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drydock.layout.v073.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void decidesAboutEveryFamily() {
        for (var profile : List.of(
                OfficialProfile.create(BlobForm.AS_STORED),
                LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()),
                LosslessProfile.create(BlobForm.AS_STORED, Optional.of("ldap")))) {
            for (var family : Family.values()) {
                assertThat(profile.ruleFor(family).families()).contains(family);
            }
        }
    }

    @Test
    void refusesToLeaveAFamilyOut() {
        var rules = new ArrayList<>(OfficialProfile.rules(BlobForm.AS_STORED));
        rules.removeIf(rule -> rule.families().contains(Family.ACL));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Profile("incomplete", rules))
                .withMessageContaining("ACL");
    }

    @Test
    void refusesTwoRulesForOneFamily() {
        var rules = new ArrayList<>(OfficialProfile.rules(BlobForm.AS_STORED));
        rules.add(Rule.drop("again", Reason.SHORT_LIVED, Family.LOG));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Profile("ambiguous", rules))
                .withMessageContaining("LOG");
    }

    @Test
    void refusesTwoRulesOfOneName() {
        var rules = List.of(
                Rule.drop("same", Reason.SHORT_LIVED, Family.LOG), Rule.drop("same", Reason.SHORT_LIVED, Family.ACL));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Profile("ambiguous", rules))
                .withMessageContaining("same");
    }
}
