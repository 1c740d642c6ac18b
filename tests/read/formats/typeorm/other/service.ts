import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Member } from './member.entity';

@Injectable()
export class Members {
  constructor(@InjectRepository(Member) private readonly members: Repository<Member>) {}

  find(email: string): Promise<Member | null> {
    return this.members.findOneBy({ email });
  }
}
