// SPDX-License-Identifier: Apache-2.0
package import Course
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import Wengert

extension Teaching {
  /// Answers that would harm a grader in whose process they ran.
  package static let hostile: [(name: String, mistake: Mistake, submission: Submission)] = [
    ("trap", .crashed, answer { [1.0][Int($0.rounded()) + 7] }),
    (
      "loop", .tooSlow,
      answer { x in
        // Optimisation removes a loop in which nothing is called.
        while getpid() > 0 {}
        return x
      }
    ),
    ("sleep", .tooSlow, answer { x in while true { sleep(60) } }),
    (
      "memory", .tooLarge,
      answer { x in
        var blocks: [[Double]] = []
        while true {
          var block = [x]
          block.reserveCapacity(1 << 24)
          blocks.append(block)
        }
      }
    ),
    ("recursion", .crashed, answer { try endless($0, 0) }),
    ("exit", .ended, answer { _ in exit(0) }),
    (
      "flood", .wrongDerivative,
      answer { x in
        for _ in 0..<20 { print(String(repeating: "spam ", count: 100)) }
        return x
      }
    ),
    (
      "file", .crashed,
      answer { x in
        // What is written is longer than a file may be.
        let file = fopen("large", "w")
        let block = [UInt8](repeating: 1, count: 1 << 20)
        for _ in 0..<64 { fwrite(block, 1, block.count, file) }
        fclose(file)
        return x
      }
    ),
    (
      "deletion", .wrongDerivative,
      answer { x in
        // Whatever lies where a careless grader would run it.
        for name in ["results.json", "scores.json", "Package.swift", "Answers", "Pages"] {
          unlink(name)
          rmdir(name)
        }
        return x
      }
    ),
    (
      "descendants", .wrongDerivative,
      answer { x in
        // A process that outlives its parent and keeps the pipes open.
        var process: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("600"), nil]
        posix_spawnp(&process, "sleep", nil, nil, &words, nil)
        return x
      }
    ),
  ]

  private static func answer(_ slope: @escaping ChainRuleAnswer) -> Submission {
    Exercises.chainRule.answered(by: slope)
  }

  private static func endless(_ x: Double, _ depth: Int) throws -> Double {
    depth < 0 ? x : try endless(x, depth + 1) + 1
  }
}
