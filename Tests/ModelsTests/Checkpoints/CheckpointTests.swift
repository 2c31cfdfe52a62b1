// SPDX-License-Identifier: Apache-2.0
import Foundation
import Models
import Optimization
import Tensors
import TestSupport
import Testing

@Suite("Checkpoints") struct CheckpointTests {
  /// A rule that asks for the end of the run after some updates.
  struct Interrupting<Rule: FirstOrderMethod>: FirstOrderMethod {
    final class Counter: @unchecked Sendable { var left = Int.max }

    var rule: Rule
    let stop: StopRequest
    let counter = Counter()

    var learningRate: Double {
      get { rule.learningRate }
      set { rule.learningRate = newValue }
    }
    var gradientTolerance: Double { rule.gradientTolerance }
    var limits: Limits { rule.limits }
    func validate(parameterCount: Int) throws(OptimizationError) {
      try rule.validate(parameterCount: parameterCount)
    }
    func initialState(parameterCount: Int) -> Rule.State { rule.initialState(parameterCount: parameterCount) }
    func observe(value: Double, state: inout Rule.State) { rule.observe(value: value, state: &state) }
    func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout Rule.State) {
      rule.update(&parameters, along: gradient, state: &state)
      counter.left -= 1
      if counter.left == 0 { stop.request() }
    }
  }

  private static func data() -> (training: Dataset, heldOut: Dataset) {
    var source = Xoshiro256(seed: 7)
    return Dataset.moons(60, noise: 0.1, using: &source).split(holdingOut: 0.25, using: &source)
  }

  private static func network() throws -> Model {
    try Model(input: [2]) {
      Dense(6)
      BatchNorm()
      Tanh()
      Dropout(0.2)
      Dense(2)
    }
  }

  private static let rules: [any FirstOrderMethod] = [
    GradientDescent(learningRate: 0.1, momentum: .nesterov(0.9)), Adam(learningRate: 0.02), AdamW(),
    AMSGrad(),
    AdaBelief(), Adadelta(), Adagrad(), Adamax(), LAMB(), Lion(), NAdam(), RAdam(), RMSProp(), Rprop(),
    Muon(matrices: [(offset: 0, rows: 6, columns: 2)]),
    Adam(learningRate: 0.05).scheduled(.cosine(total: 12)).clipped(norm: 0.1).reducedOnPlateau(patience: 1),
  ]

  @Test(
    "A run in batches that is interrupted after any update ends with the same bits", arguments: rules.indices)
  func batches(number: Int) throws { try check(Self.rules[number]) }

  private func check(_ rule: some FirstOrderMethod) throws {
    let folder = try Folder()
    let (training, heldOut) = Self.data()
    let model = try Self.network()
    func run(_ interrupting: Interrupting<some FirstOrderMethod>, _ checkpoints: Checkpoints?) throws
      -> TrainedModel
    {
      try train(
        model, on: training, validating: heldOut, loss: CrossEntropy(.classes),
        with: interrupting.inBatches(of: 16, epochs: 4, average: ParameterAverage(decay: 0.9)),
        options: TrainingOptions(
          metrics: [.accuracy], scaling: .standardInputs(training), checkpoints: checkpoints,
          stop: interrupting.stop))
    }
    let whole = try run(Interrupting(rule: rule, stop: StopRequest()), nil)
    for updates in [1, 3, 5, 8] {
      let path = folder("run-\(updates).safetensors")
      let first = Interrupting(rule: rule, stop: StopRequest())
      first.counter.left = updates
      let part = try run(first, Checkpoints(path, every: .updates(5)))
      #expect(part.status == .stopped(by: .cancellation), "after \(updates) updates")
      let rest = try run(Interrupting(rule: rule, stop: StopRequest()), Checkpoints(path))
      #expect(rest.resumption?.path == path && rest.resumption?.epoch == updates / 3)
      #expect(rest.parameters == whole.parameters, "after \(updates) updates")
      #expect(rest.status == whole.status && rest.evaluations == whole.evaluations)
      #expect(rest.history.map(\.withoutTime) == whole.history.map(\.withoutTime), "after \(updates) updates")
    }
  }

  @Test(
    "Runs over all samples do, too",
    arguments: ["LM", "matrix-free", "radius", "dogleg", "BFGS", "LBFGS", "CG", "descent", "Adam"])
  func whole(method: String) throws {
    let folder = try Folder()
    var source = Xoshiro256(seed: 3)
    let data = Dataset.sine(30, noise: 0.1, using: &source)
    let model = try Model(input: [1]) {
      Dense(5)
      Tanh()
      Dense(1)
    }
    func run(_ checkpoints: Checkpoints?, stopAt iteration: Int = .max) throws -> TrainedModel {
      let stop = StopRequest()
      let options = TrainingOptions(checkpoints: checkpoints, stop: checkpoints == nil ? nil : stop)
      let observer: EpochObserver = { record in
        if record.epoch == iteration { stop.request() }
        return .continue
      }
      func least(_ method: some LeastSquaresOptimizer) throws -> TrainedModel {
        try train(model, on: data, with: method, options: options, observing: observer)
      }
      func smooth(_ method: some Optimizer) throws -> TrainedModel {
        try train(
          model, on: data, loss: MeanSquaredError(), with: method, options: options, observing: observer)
      }
      let limits = Limits.iterations(25)
      switch method {
      case "LM":
        var method = LevenbergMarquardt.networks
        method.limits = limits
        return try least(method)
      case "matrix-free":
        return try least(LevenbergMarquardt(solver: .matrixFree, limits: limits))
      case "radius": return try least(LevenbergMarquardt(damping: .radius, limits: limits))
      case "dogleg": return try least(Dogleg(limits: limits))
      case "BFGS": return try smooth(BFGS(limits: limits))
      case "LBFGS": return try smooth(LBFGS(memory: 3, limits: limits))
      case "CG": return try smooth(ConjugateGradient(limits: limits))
      case "descent": return try smooth(SteepestDescent(limits: limits))
      default: return try smooth(Adam(learningRate: 0.05, limits: limits))
      }
    }
    let whole = try run(nil)
    #expect(whole.history.count == 26)
    for iteration in [0, 1, 7, 19] {
      let path = folder("run-\(iteration).safetensors")
      let part = try run(Checkpoints(path, every: .epochs(1000)), stopAt: iteration)
      #expect(part.status == .stopped(by: .cancellation) && part.history.count == iteration + 1)
      let rest = try run(Checkpoints(path))
      #expect(rest.parameters == whole.parameters, "\(method), after iteration \(iteration)")
      #expect(rest.history.map(\.withoutTime) == whole.history.map(\.withoutTime))
      #expect(rest.status == whole.status && rest.evaluations == whole.evaluations)
    }
  }

  @Test("A run can be made longer, and one whose patience has run out is over")
  func longer() throws {
    let folder = try Folder()
    let (training, heldOut) = Self.data()
    let model = try Self.network()
    func run(epochs: Int, _ checkpoints: Checkpoints?, patience: Int? = nil) throws -> TrainedModel {
      try train(
        model, on: training, validating: heldOut, loss: CrossEntropy(.classes),
        with: Adam(learningRate: 0.3).inBatches(of: 16, epochs: epochs),
        options: TrainingOptions(patience: patience, checkpoints: checkpoints))
    }
    let checkpoints = Checkpoints(folder("a.safetensors"))
    _ = try run(epochs: 3, checkpoints)
    let longer = try run(epochs: 6, checkpoints)
    #expect(longer.parameters == (try run(epochs: 6, nil).parameters) && longer.history.count == 7)
    #expect(longer.resumption?.epoch == 3)

    let other = Checkpoints(folder("b.safetensors"))
    let first = try run(epochs: 500, other, patience: 3)
    #expect(first.status == .stopped(by: .patience))
    let again = try run(epochs: 500, other, patience: 3)
    #expect(again.status == first.status)
    #expect(again.parameters == first.parameters && again.history == first.history)
  }

  @Test("A torn checkpoint, wherever it is torn, gives way to the previous one")
  func torn() throws {
    let folder = try Folder()
    let path = folder("run.safetensors")
    let checkpoints = Checkpoints(path)
    let whole = try Self.quick(epochs: 5, checkpoints)
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    let previous = try Data(contentsOf: URL(filePath: checkpoints.previousPath))
    var random = Xoshiro256(seed: 11)
    for trial in 0..<24 {
      var damaged = bytes
      if trial.isMultiple(of: 2) {
        damaged = Array(bytes[..<random.integer(below: bytes.count)])
      } else {
        damaged[random.integer(below: bytes.count)] ^= UInt8(1 + random.integer(below: 255))
      }
      try Data(damaged).write(to: URL(filePath: path))
      try previous.write(to: URL(filePath: checkpoints.previousPath))
      let resumed = try Self.quick(epochs: 5, checkpoints)
      #expect(resumed.parameters == whole.parameters, "trial \(trial)")
      #expect(resumed.resumption?.path == checkpoints.previousPath && resumed.resumption?.fault != nil)
      // The damaged one has not become the previous one.
      #expect(try Data(contentsOf: URL(filePath: checkpoints.previousPath)) == previous, "trial \(trial)")
      #expect(try [UInt8](Data(contentsOf: URL(filePath: path))).count == bytes.count)
    }
    try FileManager.default.removeItem(atPath: checkpoints.previousPath)
    try Data(bytes.dropLast()).write(to: URL(filePath: path))
    let error = #expect(throws: CheckpointError.self) { try Self.quick(epochs: 5, checkpoints) }
    #expect(
      error?.path == path && error?.description.contains("bytes") == true, "\(String(describing: error))")
  }

  @Test("A checkpoint of another run says how it differs")
  func foreign() throws {
    let folder = try Folder()
    let checkpoints = Checkpoints(folder("run.safetensors"))
    _ = try Self.quick(epochs: 2, checkpoints)
    try FileManager.default.removeItem(atPath: checkpoints.previousPath)
    let wider = try Model(input: [2]) {
      Dense(4)
      Tanh()
      Dense(3)
      Tanh()
      Dense(2, bias: nil)
    }
    let error = #expect(throws: CheckpointError.self) { try Self.quick(wider, epochs: 2, checkpoints) }
    let mismatch = try #require(error?.mismatch)
    #expect(mismatch.missing == ["4.weight"] && mismatch.extra == [])
    #expect(mismatch.unfit.contains("2.weight has shape [2, 4], not [3, 4]"), "\(mismatch)")
    let otherData = #expect(throws: CheckpointError.self) {
      try Self.quick(epochs: 2, checkpoints, shift: 1e-12)
    }
    #expect(otherData?.description.contains("configuration/data") == true)
    // A file of weights alone is no checkpoint.
    let net = try Self.quickModel()
    try net.write(net.initialParameters(seed: 1), safetensors: checkpoints.path)
    let weights = #expect(throws: CheckpointError.self) { try Self.quick(epochs: 2, checkpoints) }
    #expect(weights?.description.contains("no state of a run") == true)
    // Starting anew replaces it.
    var anew = checkpoints
    anew.resumes = false
    #expect(try Self.quick(epochs: 2, anew).resumption == nil)
  }

  @Test("Methods whose runs cannot be saved say so")
  func notResumable() throws {
    let folder = try Folder()
    #expect(throws: ModelError.notResumable(method: "GaussNewton")) {
      try train(
        Self.quickModel(), on: Self.oneHot(), with: GaussNewton(),
        options: TrainingOptions(checkpoints: Checkpoints(folder("run.safetensors"))))
    }
  }

  @Test("The weights in a checkpoint are weights")
  func weights() throws {
    let folder = try Folder()
    let trained = try Self.quick(epochs: 3, Checkpoints(folder("run.safetensors")))
    #expect(try trained.model.parameters(safetensors: folder("run.safetensors")) == trained.parameters)
  }

  // MARK: A quick run

  private static func quickModel() throws -> Model {
    try Model(input: [2]) {
      Dense(4)
      Tanh()
      Dense(2)
    }
  }

  private static func oneHot() throws -> Dataset {
    let data = Self.data().training
    return try Dataset(inputs: data.inputs, targets: data.targets.oneHot(2))
  }

  private static func quick(
    _ model: Model? = nil, epochs: Int, _ checkpoints: Checkpoints, shift: Double = 0
  ) throws -> TrainedModel {
    let data = Self.data().training
    return try train(
      model ?? quickModel(), on: Dataset(inputs: data.inputs + shift, targets: data.targets),
      loss: CrossEntropy(.classes), with: Adam(learningRate: 0.02).inBatches(of: 16, epochs: epochs),
      options: TrainingOptions(checkpoints: checkpoints))
  }
}

extension EpochRecord {
  /// All but what no two runs share.
  fileprivate var withoutTime: [String: Double] {
    var figures = metrics
    figures["epoch"] = Double(epoch)
    figures["loss"] = loss
    figures["validation loss"] = validationLoss
    figures["gradient norm"] = gradientNorm
    figures["step length"] = stepLength
    return figures
  }
}

/// A folder for a test's files, removed when the test lets go of it.
final class Folder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "wengert-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path(percentEncoded: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  func callAsFunction(_ name: String) -> String { path + "/" + name }
}
