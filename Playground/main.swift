// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

let tool = Tool(experiments: Experiments.all, commands: Commands.all, console: .system)
exit(tool.run(Array(CommandLine.arguments.dropFirst())).rawValue)
