// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import CourseFigures

/// Draws the figures of the exercises' pages and of the lessons again.
struct FiguresCommand: Command {
  let name = "figures"
  let summary = "draw the figures of the course into its pages and lessons"
  let discussion = """
    Writes one SVG file for each figure into Playground/Exercises/Pages/figures, and those of the
    lessons into Docs/Wengert.docc/Resources too. Run it in the package's folder.
    """
  let options: [Option] = []

  func run(_ arguments: Arguments, on console: Console) throws -> Verdict {
    let course = try CourseFolder()
    for figure in CourseFigure.all {
      let drawing = try figure.svg()
      try course.write(drawing, toPackage: "Playground/Exercises/Pages/figures/\(figure.name).svg")
      if figure.isInLesson {
        try course.write(drawing, toPackage: "Docs/Wengert.docc/Resources/\(figure.name).svg")
      }
      console.printLine(figure.name)
    }
    return .passed
  }
}
