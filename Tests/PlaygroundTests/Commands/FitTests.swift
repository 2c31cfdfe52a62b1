// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Testing
internal import Wengert

@testable internal import playground

@Suite("fit") struct FitTests {
  private static let formula = "b1*(1-exp(-b2*x))"

  @Test("prints the certified estimates and standard errors of Misra1a")
  func misra() throws {
    let files = try FitFiles()
    let (output, complaint, code) = FitFiles.fit(
      try files.misra(), "--target", "y", "--formula", Self.formula, "--start", "500,0.0001")
    #expect(code == .success, "\(complaint)")
    // Certified: 2.3894212918E+02 ± 2.7070075241E+00, 5.5015643181E-04 ± 7.2668688436E-06, s = 1.0187876330E-01.
    for text in [
      "238.9421", "2.707008", "0.0005501564", "7.266869e-06", "0.1018788", "12 degrees of freedom",
      "predicted y",
    ] {
      #expect(output.contains(text), "\(text) is not in\n\(output)")
    }
  }

  @Test("prints the same as JSON, with names in any order")
  func json() throws {
    let files = try FitFiles()
    let (output, _, code) = FitFiles.fit(
      try files.misra(), "--target", "y", "--formula", Self.formula, "--start", "b2=0.0005,b1=250", "--json")
    #expect(code == .success)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "wengert.fit/1")
    let parameters = try #require(document["parameters"] as? [[String: Any]])
    #expect(parameters.map { $0["name"] as? String } == ["b1", "b2"])
    let estimates = parameters.compactMap { $0["estimate"] as? Double }
    #expect(abs(estimates[0] / 238.94212918 - 1) < 1e-8 && abs(estimates[1] / 5.5015643181e-4 - 1) < 1e-8)
    let errors = parameters.compactMap { $0["standardError"] as? Double }
    #expect(abs(errors[0] / 2.7070075241 - 1) < 1e-6 && abs(errors[1] / 7.2668688436e-6 - 1) < 1e-6)
    #expect(document["converged"] as? Bool == true)
  }

  @Test("fits a network with a validation split, and writes all files that are asked for")
  func network() throws {
    let files = try FitFiles()
    let data = try files.sine()
    let new = try files.write("new.csv", "name,x\na,1.5707963267948966\nb,4.71238898038469\n")
    let (output, complaint, code) = FitFiles.fit(
      data, "--target", "y", "--model", "1-8-1 tanh", "--holdout", "0.25", "--patience", "200", "--report",
      files("fit.html"), "--history", files("history.jsonl"), "--weights", files("net.npz"), "--predict", new,
      "--output", files("out.csv"), "--checkpoint", files("run.safetensors"))
    #expect(code == .success, "\(complaint)")
    #expect(output.contains("25 parameters") && output.contains("validation"), "\(output)")
    let predictions = try Table(csv: files("out.csv"))
    #expect(predictions.names == ["name", "x", "predicted y"])
    guard case .numbers(let values)? = predictions["predicted y"] else { return #expect(Bool(false)) }
    #expect(abs(values[0] - 1) < 0.25 && abs(values[1] + 1) < 0.25, "\(values)")
    let history = try Table(jsonLines: files("history.jsonl"))
    #expect(history.names.prefix(3) == ["epoch", "loss", "validation loss"] && history.rowCount > 5)
    #expect(
      try NamedTensors<Double>(npz: files("net.npz")).map(\.name) == [
        "0.weight", "0.bias", "2.weight", "2.bias",
      ])
    let page = try String(contentsOfFile: files("fit.html"), encoding: .utf8)
    for text in ["y over x", "Residuals of y", "Loss over epochs", "RMS error"] {
      #expect(page.contains(text))
    }
  }

  @Test(
    "predicts classes of words or of numbers", arguments: [["hill", "lake", "plain"], ["1", "2", "10"]])
  func classes(_ classes: [String]) throws {
    let files = try FitFiles()
    var random = Xoshiro256(seed: 5)
    let data = Dataset.blobs(90, around: [(-3, 0), (3, 0), (0, 5)], deviation: 0.4, using: &random)
    var text = "x,y,kind\n"
    for (row, place) in data.targets.scalars.enumerated() {
      text += "\(data.inputs[row, 0]),\(data.inputs[row, 1]),\(row == 7 ? "" : classes[Int(place)])\n"
    }
    let words = [
      try files.write("places.csv", text), "--target", "kind", "--classes", "--model", "2-5-3 tanh",
      "--holdout", "0.2", "--epochs", "60",
    ]
    let new = try files.write("new.csv", "y,x\n0,3\n5,0\n0,-3\n")
    let (output, complaint, code) = FitFiles.fit(
      words + ["--predict", new, "--output", files("out.csv"), "--report", files("fit.html")])
    #expect(code == .success && complaint.contains("1 row with a missing value is left out"), "\(complaint)")
    for text in ["accuracy", "predicted kind", "probability", "taken for"] + classes {
      #expect(output.contains(text), "\(text) is not in\n\(output)")
    }
    var format = CSVFormat()
    format.kinds["predicted kind"] = .text
    let answers = try Table(csv: files("out.csv"), format: format)
    #expect(answers["predicted kind"] == .text([classes[1], classes[2], classes[0]]))
    #expect(try answers.tensor(of: "probability").scalars.allSatisfy { $0 > 0.9 && $0 <= 1 })
    let page = try String(contentsOfFile: files("fit.html"), encoding: .utf8)
    #expect(page.contains("taken for \(classes[0])"))

    let json = FitFiles.fit(words + ["--json"]).output
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(document["classes"] as? [String] == classes && document["method"] as? String == "bfgs")
    let counts = try #require(document["confusion"] as? [[Int]])
    let validation = try #require(document["validation"] as? [String: Any])
    #expect(counts.joined().reduce(0, +) == validation["rows"] as? Int)
    #expect(try #require(validation["accuracy"] as? Double) > 0.9)
  }

  @Test("says what is wrong, with line and column, and the nearest name")
  func mistakes() throws {
    let files = try FitFiles()
    let data = try files.misra()
    let bad = try files.write("bad.csv", "x,y\n1,2\n2,three\n")
    let ragged = try files.write("ragged.csv", "x,y\n1,2\n2\n")
    func check(
      _ words: String..., code: playground.ExitCode, _ texts: String...,
      location: Testing.SourceLocation = #_sourceLocation
    ) {
      let recorder = ConsoleRecorder()
      let tool = Tool(experiments: [], commands: [FitCommand()], console: recorder.console())
      let result = tool.run(["fit"] + words)
      #expect(result == code, "\(recorder.reports)", sourceLocation: location)
      for text in texts {
        #expect(recorder.reports.contains(text), "\(recorder.reports)", sourceLocation: location)
      }
      #expect(recorder.output.isEmpty, sourceLocation: location)
    }
    check(data, "--target", "Y", "--model", "1-3-1", code: .usage, "unknown column 'Y'; did you mean 'y'?")
    check(data, "--target", "y", "--inputs", "xx", "--model", "1-3-1", code: .usage, "did you mean 'x'?")
    check(data, "--target", ",", "--model", "1-3-1", code: .usage, "takes names of columns")
    check(
      data, "--target", "y", "--model", "1-3-1", "--method", "lm", "--batch", "32", code: .usage,
      "adam and sgd")
    check(data, "--target", "y", code: .usage, "either --model or --formula")
    check(data, "--target", "y", "--model", "2-3-1", code: .usage, "has 2 inputs, but there are 1: x")
    check(data, "--target", "y", "--model", "1-3-2", code: .usage, "2 outputs")
    check(data, "--target", "y", "--model", "1-3-1 tahn", code: .usage, "did you mean 'tanh'?")
    check(data, "--target", "y", "--model", "1-x-1", code: .usage, "'1-10-1 tanh'")
    check(data, "--target", "y", "--method", "ml", "--model", "1-3-1", code: .usage, "did you mean 'lm'?")
    check(data, "--target", "y", "--formula", Self.formula, code: .usage, "--start", "b1=1,b2=1")
    check(
      data, "--target", "y", "--formula", Self.formula, "--start", "1", code: .usage,
      "'b2' has no first value")
    check(data, "--target", "y", "--formula", "b1*(x", "--start", "1", code: .failure, "column", "^")
    check(
      data, "--target", "y", "--formula", "b1*sine(x)", "--start", "1", code: .failure,
      "unknown function 'sine'")
    check(data, "--target", "y", "--model", "1-3-1", "--resume", code: .usage, "--resume needs --checkpoint")
    check(data, "--target", "y", "--model", "1-3-1", "--rate", "0.1", code: .usage, "adam and sgd")
    check(data, "--target", "y", "--model", "1-3-1", "--patience", "3", code: .usage, "--holdout")
    let animals = try files.write("animals.csv", "x,kind\n1,cat\n2,dog\n3,cat\n")
    let same = try files.write("same.csv", "x,kind\n1,cat\n2,cat\n")
    check(animals, "--target", "kind", "--model", "1-3-2", code: .usage, "--classes predicts them")
    check(
      animals, "--target", "kind", "--classes", "--model", "1-3-1", code: .usage, "2 to predict: cat, dog")
    check(
      animals, "--target", "kind", "--classes", "--model", "1-3-2", "--method", "lm", code: .usage,
      "bfgs, lbfgs")
    check(
      animals, "--target", "kind", "--classes", "--formula", "a*x", "--start", "1", code: .usage, "--model")
    check(same, "--target", "kind", "--classes", "--model", "1-3-2", code: .usage, "1 classes")
    check(files("no.csv"), "--target", "y", "--model", "1-3-1", code: .file, "no.csv", "cannot open")
    check(bad, "--target", "y", "--model", "1-3-1", code: .file, "bad.csv:3:3", "three")
    check(ragged, "--target", "y", "--model", "1-3-1", code: .file, "ragged.csv:3:1")
  }

  @Test("leaves out rows with missing values, and says how many")
  func missing() throws {
    let files = try FitFiles()
    let data = try files.write("data.csv", "x,y\n1,2.1\n2,\n3,6.2\n4,7.9\n5,NA\n6,12.1\n")
    let (output, complaint, code) = FitFiles.fit(data, "--target", "y", "--formula", "a*x", "--start", "1")
    #expect(code == .success && complaint.contains("2 rows with missing values are left out"), "\(complaint)")
    #expect(output.contains("3 degrees of freedom"), "\(output)")
  }

  @Test("does not overwrite a checkpoint unasked")
  func checkpoint() throws {
    let files = try FitFiles()
    let words = [
      try files.sine(), "--target", "y", "--model", "1-3-1", "--epochs", "3", "--checkpoint", files("run"),
    ]
    func run(_ more: String...) -> (String, ExitCode) {
      let recorder = ConsoleRecorder()
      let tool = Tool(experiments: [], commands: [FitCommand()], console: recorder.console())
      let code = tool.run(["fit"] + words + more)
      return (recorder.reports, code)
    }
    #expect(run().1 == .success)
    let (complaint, code) = run()
    #expect(code == .usage && complaint.contains("go on from it with --resume"))
    #expect(run("--resume").1 == .success)
  }
}
