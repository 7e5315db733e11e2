; A register for which a failed cas is an observation: Knossos deletes failed operations, so they
; come as :mismatch, which holds while the value is another. With cas, write and read as in
; knossos.model/cas-register.
(ns assay.knossos.register
  (:require [knossos.model :as model])
  (:import [knossos.model Model]))

(defrecord ObservingRegister [value]
  Model
  (step [this op]
    (let [v (:value op)]
      (case (:f op)
        :write    (->ObservingRegister v)
        :cas      (let [[from to] v]
                    (if (= from value)
                      (->ObservingRegister to)
                      (model/inconsistent (str "cannot cas " value " from " from))))
        :mismatch (if (= v value)
                    (model/inconsistent (str "the value was " value))
                    this)
        :read     (if (or (nil? v) (= v value))
                    this
                    (model/inconsistent (str "cannot read " v " from " value)))))))

(defn observing-register [value]
  (->ObservingRegister value))
