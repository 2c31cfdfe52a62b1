// SPDX-License-Identifier: Apache-2.0
internal import Foundation

let command = Command(
  write: { FileHandle.standardOutput.write(Data($0.utf8)) },
  complain: { FileHandle.standardError.write(Data($0.utf8)) })
exit(command.run(Array(CommandLine.arguments.dropFirst())).rawValue)
