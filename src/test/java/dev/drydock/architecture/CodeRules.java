package dev.drydock.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The rules that are about all packages alike. */
final class CodeRules {

    private CodeRules() {}

    static ArchRule noCycles(String root) {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages in a circle can only be understood, tested and moved together");
    }

    static ArchRule onlyTheMainClassEnters(String root, String edge) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root, root + "." + edge + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "." + edge + "..")
                .because("web and cli drive what lies below them, are driven by nobody, and do not know each other");
    }

    static ArchRule packagesNamedForWhatTheyDo() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..impl..", "..manager..", "..helper..", "..helpers..")
                .because("a package is named for its responsibility; these names have room for anything");
    }

    static ArchRule classesNamedForWhatTheyAre() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)")
                .because("a class is a noun of the field, an adapter is its technology and its port");
    }

    static ArchRule interfacesWithoutPrefix() {
        return noClasses()
                .that()
                .areInterfaces()
                .should()
                .haveNameMatching(".*[.$]I[A-Z][a-z].*")
                .because("an interface is the thing itself, its implementations need the longer names");
    }

    static ArchRule noFieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .because("what a class needs stands in its constructor, so that a test can hand it over");
    }

    static ArchRule noStandardStreams(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .because("standard output belongs to what a command answers; all else is logged or returned");
    }
}
