// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A mistake in a model or in the data given to it.
public enum ModelError: Error, Hashable, CustomStringConvertible {
  /// A parameter was used under two shapes.
  case conflictingShapes(parameter: String, Shape, Shape)
  /// Data whose shape the model or its samples do not have.
  case dataShape(data: String, Shape, expected: String)
  /// Data without a single sample.
  case noSamples
  /// Data that are not finite: the first such sample.
  case nonFinite(data: String, sample: Int)
  /// A function whose result must be a single number.
  case notScalar(Shape)
  /// A layer was applied to something that it cannot take.
  case unfitInput(layer: String, Shape, String)
  /// There is no parameter of this name, nor a layer.
  case unknownParameter(String, known: [String])
  /// A class number that is none of the classes: the first such sample.
  case unknownClass(Double, sample: Int, count: Int)
  /// A sample was asked for by a number that none has.
  case missingSample(Int, count: Int)
  /// A metric has the name of another, or of a column that histories have anyway.
  case takenMetricName(String)
  /// Checkpoints are asked for, but the state of this method's runs cannot be saved.
  case notResumable(method: String)
  /// A model declares other parameters when it is recorded for training.
  case trainingDeclaresOthers
  /// Parameters that are observed while training, as running means are, where all must be learned.
  case observedParameters([String])

  /// One line, with the likely fix.
  public var description: String {
    switch self {
    case .conflictingShapes(let parameter, let first, let second):
      "parameter \(parameter) is declared with shape \(first) and again with shape \(second); "
        + "give one of them another name, or both the same shape to share it"
    case .dataShape(let data, let shape, let expected):
      "the \(data) have shape \(shape); expected is \(expected)"
    case .noSamples:
      "there are no samples"
    case .nonFinite(let data, let sample):
      "sample \(sample) of the \(data) is not finite; remove it or fill it in before fitting"
    case .notScalar(let shape):
      "the function returns a variable of shape \(shape); an objective is a single number. Reduce it, for instance "
        + "with sum"
    case .unfitInput(let layer, let shape, let reason):
      "layer \(layer) is applied to shape \(shape): \(reason)"
    case .unknownParameter(let name, let known):
      "there is no parameter or layer \(name); there are " + known.joined(separator: ", ")
    case .unknownClass(let value, let sample, let count):
      "sample \(sample) is of class \(value); classes are the whole numbers from 0 to \(count - 1)"
    case .missingSample(let number, let count):
      "there is no sample \(number); they are numbered from 0 to \(count - 1)"
    case .takenMetricName(let name):
      "two columns of the history would be called \(name); give the metric another name"
    case .notResumable(let method):
      "runs of \(method) cannot be saved and resumed; train in batches, or by Levenberg-Marquardt, a dogleg, BFGS, "
        + "L-BFGS, conjugate gradients or a first-order rule, or without checkpoints"
    case .trainingDeclaresOthers:
      "the model declares other parameters in training; declare all of them whatever isTraining says"
    case .observedParameters(let names):
      "\(names.joined(separator: ", ")) are observed while training and cannot be fitted by derivatives; train the model "
        + "with train(), then fix them: model.freezing([\(names.map { "\"\($0)\"" }.joined(separator: ", "))], "
        + "at: trained.parameters)"
    }
  }
}
