// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import playground

@Suite("The commands for every day")
struct ToolsTests {
  private func run(_ words: [String]) -> (code: ExitCode, output: String) {
    let recorder = ConsoleRecorder()
    let tool = Tool(experiments: Experiments.all, commands: Commands.all, console: recorder.console())
    return (tool.run(words), recorder.output)
  }

  @Test("doctor finds derivatives and fits right, and says what is used")
  func doctor() throws {
    let (code, text) = run(["doctor", "--quick"])
    #expect(code == .success)
    for word in ["version", "OpenBLAS", "derivatives", "right", "Gflop/s"] { #expect(text.contains(word)) }

    let document = try JSONSerialization.jsonObject(
      with: Data(run(["doctor", "--quick", "--json"]).output.utf8))
    let findings = try #require((document as? [String: Any])?["findings"] as? [[String: Any]])
    #expect(findings.allSatisfy { $0["isWrong"] as? Bool == false })
    #expect(findings.map { $0["name"] as? String }.contains("kernels"))
  }

  @Test("completion knows every command and its options", arguments: ["bash", "zsh", "fish"])
  func completion(_ shell: String) {
    let (code, script) = run(["completion", shell])
    #expect(code == .success)
    for command in Experiments.all + Commands.all {
      #expect(script.contains(command.name))
      for option in command.options {
        #expect(script.contains(option.name), "\(command.name) --\(option.name)")
      }
    }
  }

  @Test("bash itself completes with the script")
  func bash() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    guard FileManager.default.isExecutableFile(atPath: "/bin/bash") else { return }
    let script =
      run(["completion", "bash"]).output
      + "COMP_WORDS=(playground spi); COMP_CWORD=1; _playground; echo ${COMPREPLY[@]}\n"
      + "COMP_WORDS=(playground spirals --see); COMP_CWORD=2; _playground; echo ${COMPREPLY[@]}\n"
    process.arguments = ["-c", script]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    process.waitUntilExit()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(output == "spirals\n--seed\n")
  }

  @Test("an unknown shell is named")
  func unknownShell() { #expect(run(["completion", "bsh"]).code == .usage) }
}
