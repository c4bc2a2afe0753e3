package org.rowback.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import javafx.application.Platform;

@AnalyzeClasses(packages = "org.rowback.ui", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule VIEW_MODELS_KNOW_NO_SCREEN =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("ViewModel")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.fxmisc..")
                    .because("a view model is tested without a toolkit: put it into the view");

    @ArchTest
    static final ArchRule ONE_BRIDGE_TO_THE_FX_THREAD =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.rowback.ui.fx")
                    .should()
                    .callMethod(Platform.class, "runLater", Runnable.class)
                    .because("answers come back through a Lane of the TaskRunner");

    @ArchTest
    static final ArchRule NO_LOG_FORMATS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.rowback.importers..",
                            "org.rowback.app..",
                            "org.rowback.history.casefile..")
                    .because("the app wires them in through Services");

    @ArchTest
    static final ArchRule VIEWS_DO_NO_IO =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("View")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.io..", "java.sql..", "java.net..")
                    .because("the FX thread does no I/O: ask through the view model");

    @ArchTest
    static final ArchRule VIEWS_ASK_THEIR_VIEW_MODEL_NOT_THE_HISTORY =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("View")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("org.rowback.history.query.History")
                    .because("a history reads files: only work on a worker may ask it");

    @ArchTest
    static final ArchRule VIEW_MODELS_ARE_CALLED_SO =
            classes().that().haveSimpleNameEndingWith("ViewModel").should().bePublic();
}
