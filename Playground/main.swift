// SPDX-License-Identifier: Apache-2.0
internal import Course
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

let words = Array(CommandLine.arguments.dropFirst())
if ExercisesCommand.isChild(words) { ExercisesCommand.judge(words, from: CourseCommand.sources) }
let tool = Tool(experiments: Experiments.all, commands: Commands.all, console: .system)
exit(tool.run(words).rawValue)
