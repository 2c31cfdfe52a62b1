// SPDX-License-Identifier: Apache-2.0

/// The one place that lists the commands that are no experiments.
enum Commands {
  static let all: [any Command] = [
    ReportCommand(), BenchCommand(), FitCommand(), ExplainCommand(), CourseCommand(), FiguresCommand(),
    Doctor(),
    Completion { Experiments.all + all },
  ]
}
