# What ActiveRecord::Migration made is used here.
class Member < ApplicationRecord
  belongs_to :club
  validates :email, presence: true
end
