// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Looks the installation over, and says what is slow and why.
struct Doctor: Command {
  let name = "doctor"
  let summary = "check the installation: what is slow, and why"
  let discussion = """
    Prints what the program was built with and runs on, computes a few things whose results are known,
    and measures products and elementwise functions. Remarks say what costs speed and what to do.
    Fails when a result is wrong.
    """
  let options: [Option] = []

  /// Something that was looked at.
  struct Finding {
    let name: String
    let value: String
    /// What is not as it should be, and the remedy.
    var remark: String?
    /// Whether results are wrong.
    var isWrong = false
  }

  func run(_ arguments: Arguments, on console: Console) throws -> Verdict {
    let size = arguments.contains(.quick) ? 128 : 512
    let findings = facts + [try derivatives(), try fit()] + (try speeds(size))
    if arguments.contains(.json) {
      console.printLine("\(json(findings))")
    } else {
      let width = findings.map(\.name.count).max() ?? 0
      for finding in findings {
        console.printLine("\(finding.name.padded(to: width, alignment: .left))  \(finding.value)")
      }
      for remark in findings.compactMap(\.remark) { console.printLine("- \(remark)") }
    }
    let wrong = findings.filter(\.isWrong).map(\.name)
    return wrong.isEmpty ? .passed : .failed("wrong results: \(wrong.joined(separator: ", "))")
  }

  private var facts: [Finding] {
    let levels = Processor.supportedLevels
    return [
      Finding(name: "version", value: Installation.version),
      Finding(
        name: "Swift", value: "\(Installation.swift), \(Installation.isOptimized ? "release" : "debug")",
        remark: Installation.isOptimized
          ? nil : "This is a debug build, many times slower; run 'swift run -c release playground doctor'."),
      Finding(
        name: "BLAS", value: Installation.blas,
        remark: Installation.blas.contains("Generic") || Installation.blas.contains("Prescott")
          ? "OpenBLAS uses kernels for an old processor; OPENBLAS_CORETYPE chooses others." : nil),
      Finding(
        name: "kernels", value: "\(Processor.level)",
        remark: levels.last.map { $0 > Processor.level } == true
          ? "The processor runs \(levels.map { "\($0)" }.joined(separator: ", ")); Processor.level is lower."
          : Processor.level == .baseline
            ? "There are no kernels with wide vectors for this processor." : nil),
      Finding(
        name: "threads", value: "\(Processor.threadCount) of \(Installation.processorCount)"),
    ]
  }

  private func derivatives() throws -> Finding {
    let report = try gradcheck(at: Tensor<Double>([1, 2])) { x in sin(x[0]) * x[1] }
    return Finding(name: "derivatives", value: report.passed ? "right" : "wrong", isWrong: !report.passed)
  }

  /// Misra's curve, whose parameters are certified.
  private func fit() throws -> Finding {
    let b: Tensor<Double> = [238.94212918, 5.5015643181e-4]
    let x = Tensor<Double>((1...14).map { 55 * Double($0) })
    let y = Tensor(x.scalars.map { b.scalars[0] * (1 - exp(-b.scalars[1] * $0)) })
    let fit = try LevenbergMarquardt().minimize(
      LeastSquares(parameters: 2, inputs: x, targets: y) { b, x in b[0] * (1 - exp(-b[1] * x)) },
      from: [500, 1e-4])
    let isRight = zip(fit.parameters.scalars, b.scalars).allSatisfy { abs($0 / $1 - 1) < 1e-8 }
    return Finding(name: "fit", value: isRight ? "right" : "wrong", isWrong: !isRight)
  }

  private func speeds(_ size: Int) throws -> [Finding] {
    let a = Tensor<Double>(repeating: 0.5, shape: [size, size])
    let product = try fastest { try matmul(a, a) }
    let values = Tensor<Double>(repeating: 0.5, shape: [size * size])
    let exponential = fastest { exp(values) }
    let rate = 2 * Double(size * size * size) / product / 1e9
    let perElement = exponential / Double(size * size) * 1e9
    return [
      Finding(
        name: "products", value: "\(rate.fixed(1)) Gflop/s of \(size) x \(size)",
        remark: rate < 4
          ? "Products are slow: another program may be using the processor, or OpenBLAS is built without optimisation."
          : nil),
      Finding(
        name: "exponentials", value: "\(perElement.fixed(2)) ns each",
        remark: perElement > 5
          ? "Elementwise functions are slow: another program may be using the processor." : nil),
    ]
  }

  /// The least of five times in seconds.
  private func fastest<Result>(_ body: () throws -> Result) rethrows -> Double {
    let clock = ContinuousClock()
    var least = Double.infinity
    for _ in 0..<5 {
      let time = try clock.measure { _ = try body() }
      least = min(least, time / .seconds(1))
    }
    return least
  }

  private func json(_ findings: [Finding]) -> JSON {
    .object([
      "findings": .array(
        findings.map {
          .object([
            "name": .string($0.name), "value": .string($0.value),
            "remark": $0.remark.map { .string($0) } ?? .null, "isWrong": .bool($0.isWrong),
          ])
        })
    ])
  }
}
