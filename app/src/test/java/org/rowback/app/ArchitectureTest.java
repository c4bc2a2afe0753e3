package org.rowback.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The layers of docs/architecture.md, over the classes of every module.
@AnalyzeClasses(
        packages = "org.rowback",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    /// The core's test classes come as a jar.
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule coreKnowsNobody =
            noClasses()
                    .that()
                    .resideInAPackage("org.rowback.history..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.rowback.importers..",
                            "org.rowback.ui..",
                            "org.rowback.app..",
                            "javafx..")
                    .because(
                            "history-core is below all others: put an interface into"
                                    + " history.importing and let app wire it");

    @ArchTest
    static final ArchRule importersKnowTheCoreOnly =
            noClasses()
                    .that()
                    .resideInAPackage("org.rowback.importers..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.rowback.ui..",
                            "org.rowback.app..",
                            "javafx..",
                            "org.rowback.history.casefile..")
                    .because("an importer writes through HistoryWriter and nothing else");

    @ArchTest
    static final ArchRule theWindowKnowsNoLogFormat =
            noClasses()
                    .that()
                    .resideInAPackage("org.rowback.ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.rowback.importers..", "org.rowback.app..", "java.sql..")
                    .because("ui is given its services by app");

    @ArchTest
    static final ArchRule onlyTheCaseFileSpeaksSql =
            noClasses()
                    .that()
                    .resideInAPackage("org.rowback.history.model..")
                    .or()
                    .resideInAPackage("org.rowback.history.importing..")
                    .or()
                    .resideInAPackage("org.rowback.history.filter..")
                    .or()
                    .resideInAPackage("org.rowback.history.patch..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "org.sqlite..")
                    .because("these rooms are pure: ask History, or write through HistoryWriter");

    @ArchTest
    static final ArchRule nobodyPrints =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.rowback.app..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .because("only the command line prints: report to an ImportMonitor, or answer");

    @ArchTest
    static final ArchRule packagesOfTheCoreHaveNoCycles =
            slices().matching("org.rowback.history.(*)..").should().beFreeOfCycles();
}
