// SPDX-License-Identifier: Apache-2.0
import Foundation
import Tensors
import TestSupport
import Testing

@testable import Autodiff

@Suite("ONNX") struct ONNXTests {
  /// The operations that ONNX cannot express, and those that run as one of them.
  private static let unsupported: Set<String> = [
    "atan2", "cholesky", "diagonalMatrix", "factors", "fold", "logDeterminant",
    "scatterAdd", "scatterAddRows", "solve", "triangularSolve",
  ]

  private func programs(of row: Row) throws -> [Program] { [try row.program(), try row.program().vjp()] }

  private func point(of program: Program, _ row: Row) -> [Tensor<Double>] {
    var draws = Draws(seed: 400)
    return row.point(seed: 1) + program.inputShapes.dropFirst(row.shapes.count).map { draws.tensor($0) }
  }

  @Test("a reader of our own finds the same values", arguments: Row.all)
  func valuesAreTheSame(_ row: Row) throws {
    for program in try programs(of: row) {
      do {
        let model = try ONNXModel(program.onnx(for: Double.self))
        #expect(model.operatorSet == 18)
        let x = point(of: program, row)
        let expected = try program.run(x)
        let values = try model.run(x)
        #expect(values.count == expected.count)
        for (value, expected) in zip(values, expected) {
          // Attributes are in Float.
          #expect(value.isClose(to: expected, 1e-7), "\(value) instead of \(expected), of\n\(program)")
        }
      } catch let error as ONNXError {
        #expect(Self.unsupported.contains(error.operation), "\(error)")
      }
    }
  }

  @Test func inputsAndOutputsAreDescribed() throws {
    let program = try Program(inputs: [[2, 3], []], named: ["x"]) { v in
      [tanh(v[0] * v[1]).named("y"), sum(v[0])]
    }
    let model = try ONNXModel(program.onnx())
    #expect(
      model.inputs == [
        ONNXModel.Value(name: "x", elementType: 1, shape: [2, 3]),
        ONNXModel.Value(name: "input1", elementType: 1, shape: []),
      ])
    #expect(
      model.outputs == [
        ONNXModel.Value(name: "y", elementType: 1, shape: [2, 3]),
        ONNXModel.Value(name: "output1", elementType: 1, shape: []),
      ])
    #expect(try program.onnx() == program.onnx())
  }

  @Test func sameNamesAreNumbered() throws {
    let program = try Program(inputs: [[]], named: ["x"]) { v in
      [exp(v[0]).named("y"), sin(v[0]).named("y"), cos(v[0]).named("y")]
    }
    #expect(try ONNXModel(program.onnx()).outputs.map(\.name) == ["y", "y_2", "y_3"])
  }

  @Test func anOperationThatONNXLacksIsNamed() throws {
    let program = try Program(inputs: [[2, 2], [2]], named: ["A", "b"]) { [solve($0[0], $0[1])] }
    let error = try #require(throws: ONNXError.self) { try program.onnx() }
    #expect(error.description.hasPrefix("ONNX has no operator for factors, in v3 = factors(A)"), "\(error)")
  }

  /// Python's onnxruntime, where it is installed: WENGERT_PYTHON names the interpreter.
  private static let python = ProcessInfo.processInfo.environment["WENGERT_PYTHON"]

  @Test("onnxruntime finds the same values", .enabled(if: python != nil)) func onnxruntimeAgrees() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "onnx-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var count = 0
    // It refuses products of matrices without elements.
    for row in Row.all where row.shapes.allSatisfy({ $0.elementCount > 0 }) {
      for program in try programs(of: row) {
        guard let bytes = try? program.onnx() else { continue }
        let x = point(of: program, row)
        let y = try program.compiled(for: Float.self)(x.map { Tensor<Float>($0) })
        try Data(bytes).write(to: folder.appending(path: "\(count).onnx"))
        let case_ = ["x": x.map(\.scalars), "y": y.map { $0.scalars.map(Double.init) }]
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
          positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        try encoder.encode(case_).write(to: folder.appending(path: "\(count).json"))
        count += 1
      }
    }
    let script = folder.appending(path: "run.py")
    try Self.script.write(to: script, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [try #require(Self.python), script.path, folder.path, "\(count)"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    print("onnxruntime ran \(count) programs. \(text)")
  }

  private static let script = """
    import json, sys
    import numpy as np, onnx, onnxruntime
    folder, count, failures = sys.argv[1], int(sys.argv[2]), 0
    onnxruntime.set_default_logger_severity(3)
    for i in range(count):
        path = f"{folder}/{i}.onnx"
        case = json.load(open(f"{folder}/{i}.json"))
        try:
            onnx.checker.check_model(onnx.load(path), full_check=True)
            session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
            feeds = {v.name: np.array([float(s) for s in x], np.float32).reshape(v.shape)
                     for v, x in zip(session.get_inputs(), case["x"])}
            results = session.run(None, feeds)
            for y, expected in zip(results, case["y"]):
                expected = np.array([float(s) for s in expected], np.float32)
                scale = max(1, np.abs(expected[np.isfinite(expected)]).max(initial=0))
                assert np.allclose(y.ravel(), expected, atol=2e-5 * scale, rtol=1e-4, equal_nan=True), (y, expected)
        except Exception as error:
            failures += 1
            print(i, str(error)[:300], [n.op_type for n in onnx.load(path).graph.node])
    print(f"{failures} of {count} failed")
    sys.exit(failures > 0)
    """
}
